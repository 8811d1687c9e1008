import type { DecisionFacts } from "../authority/facts.ts";
import type { Approver } from "../contract/policy.ts";
import type { ClaimReason } from "../contract/vocabulary.ts";
import type { PersonActor } from "../core/actor.ts";
import type { Wanted } from "./executors/executor.ts";
import type { Case } from "./lock-case.ts";
import { requestHash } from "./rules.ts";
import { entrances } from "./state-machine.ts";
import type { RemedyRow } from "./tables.ts";

interface Making {
  id: string;
  by: keyof typeof entrances;
  case: Case;
  wanted: Wanted;
  reason: ClaimReason;
  actor: PersonActor;
  policyVersion: number;
  /** Who is asked; empty for a grant. */
  chain: readonly Approver[];
  /** What it was decided on. */
  facts: DecisionFacts;
  isAudit: boolean;
  now: number;
}

/** A remedy as it begins, granted or asked for. */
export function newRemedy({
  id,
  by,
  case: { o, ticket },
  wanted,
  reason,
  actor,
  policyVersion,
  chain,
  facts,
  isAudit,
  now,
}: Making): RemedyRow {
  return {
    id,
    storefrontId: o.order.storefrontId,
    ticketId: ticket.id,
    orderId: o.order.id,
    orderNumber: o.order.number,
    ...wanted,
    state: entrances[by],
    reason,
    requesterId: actor.personId,
    requesterName: actor.name,
    hash: requestHash({ wanted, reason, order: o.order, policyVersion, chain }),
    requestedMinor: wanted.amountMinor,
    because: null,
    obstacles: [],
    expiresAt: null,
    deciderId: null,
    deciderName: null,
    declinedBecause: null,
    attempt: 1,
    reservations: [],
    progress: null,
    failure: null,
    settlement: null,
    createdAt: now,
    since: now,
    departmentId: [...facts.departmentIds].sort()[0] ?? null,
    photoCount: facts.photoCount,
    isAudit,
    answeredAt: null,
  };
}
