import { MoreThan } from "typeorm";
import { isRefused } from "../authority/match-clauses.ts";
import type { DecisionAct } from "../authority/record-decision.ts";
import { recordRefusal } from "../authority/record-refusal.ts";
import { refusedDecisions } from "../authority/refusal-table.ts";
import type { Verdict } from "../authority/weigh.ts";
import type { ClaimReason } from "../contract/vocabulary.ts";
import { day } from "../core/clock.ts";
import type { Circumstances, RecordedRefusal } from "../core/command.ts";
import type { Transaction } from "../core/database/transaction.ts";
import { canonicalJson, sha256 } from "../core/ids.ts";
import { Refusal } from "../core/refusal.ts";
import type { TicketRow } from "../tickets/tables.ts";
import type { Considered } from "./consider.ts";
import type { Wanted } from "./executors/executor.ts";
import type { Case } from "./lock-case.ts";
import type { Known } from "./read-facts.ts";
import { requestHash } from "./rules.ts";

/** What was refused in one ticket within a day, by `asked`. */
export type RefusedLately = readonly string[];

/** More that one ticket had refused within a day says nothing new: it is refused without a record. */
const keptAtMost = 20;

/** Of what is not refused nothing is read. The ticket must be locked, so that two who ask at once see one another's. */
export async function readRefusedLately(
  tx: Transaction,
  { id: ticketId }: TicketRow,
  { policy, facts }: Known,
): Promise<RefusedLately> {
  if (!isRefused(policy, facts)) return [];
  const where = { ticketId, at: MoreThan(facts.at - day) };
  const rows = await tx.many(refusedDecisions, {
    where,
    order: { at: "DESC", id: "DESC" },
    take: keptAtMost,
  });
  return rows.map(({ asked }) => asked);
}

interface Refusing {
  act: Exclude<DecisionAct, "approve" | "amend">;
  case: Case;
  /** Of a retry. */
  remedyId: string | null;
  wanted: Wanted;
  reason: ClaimReason;
  authority: Known;
  considered: Considered & { verdict: Extract<Verdict, { answer: "refuse" }> };
  refusedLately: RefusedLately;
}

export const isRefusal = (considered: Considered): considered is Refusing["considered"] =>
  considered.verdict.answer === "refuse";

/**
 * A rule's no: nobody lifts it, and no approval is asked for. It is a decision like any other and leaves its record, once a day
 * for the same request of the same person, however often they press.
 */
export function refuseByRule(of: Refusing, circumstances: Circumstances): RecordedRefusal {
  const { act, remedyId, wanted, reason, considered, refusedLately } = of;
  const { o, ticket } = of.case;
  const { policy, shadow } = of.authority;
  const { ruleId, sentence } = considered.verdict;
  const refusal = new Refusal("refused_by_rule", { ruleId, sentence });
  const { personId } = considered.facts;
  const hash = requestHash({ wanted, reason, order: o.order, policyVersion: policy.version, chain: [] });
  const asked = sha256(canonicalJson({ act, hash, personId, shadow: shadow?.version ?? null }));
  if (refusedLately.length >= keptAtMost || refusedLately.includes(asked)) throw refusal;
  return {
    refusal,
    writes: recordRefusal(
      {
        ticketId: ticket.id,
        orderId: o.order.id,
        remedyId,
        asked,
        lineIds: wanted.lines.map(({ lineId }) => lineId),
        policy,
        shadow,
        act,
        ...considered,
      },
      circumstances,
    ),
  };
}
