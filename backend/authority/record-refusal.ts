import type { Circumstances } from "../core/command.ts";
import { insert, type Write } from "../core/database/writes.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import { ensureComplete } from "./complete-facts.ts";
import type { DecisionFacts } from "./facts.ts";
import type { DecisionOutcome } from "./record-decision.ts";
import { type RefusedDecisionRow, refusedDecisions } from "./refusal-table.ts";
import { shadowWrites } from "./shadow.ts";

type Named = Pick<RefusedDecisionRow, "ticketId" | "orderId" | "remedyId" | "asked" | "lineIds">;

/** Keeps what a rule refused with all that it saw, as a promise is kept (record-decision.ts). The facts must be complete. */
export function recordRefusal(
  of: Named & {
    policy: CompiledPolicy;
    /** Decides silently on the same facts. */
    shadow: CompiledPolicy | null;
    facts: DecisionFacts;
  } & DecisionOutcome,
  { now: at, newId }: Pick<Circumstances, "now" | "newId">,
): Write[] {
  const { ticketId, orderId, remedyId, asked, lineIds, policy, facts, act, verdict } = of;
  ensureComplete(facts);
  const row: RefusedDecisionRow = {
    id: newId(),
    storefrontId: facts.storefrontId,
    ticketId,
    orderId,
    remedyId,
    personId: facts.personId,
    asked,
    lineIds: [...lineIds].sort(),
    policyVersion: policy.version,
    facts,
    outcome: { act, verdict } satisfies DecisionOutcome,
    at,
  };
  return [insert(refusedDecisions, row), ...shadowWrites(of.shadow, { id: row.id, at, facts, verdict })];
}
