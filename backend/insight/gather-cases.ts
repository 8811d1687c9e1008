import type { DecisionFacts } from "../authority/facts.ts";
import type { DecisionOutcome } from "../authority/record-decision.ts";
import { compactFacts, type Pool } from "./compact-facts.ts";
import { answers, type Ending } from "./history.ts";
import type { RawDecision } from "./raw-history.ts";

export interface Draw {
  at: number;
  amountMinor: number;
  facts: DecisionFacts;
}

/** One remedy's way, as its decisions tell it. */
export interface GatheredCase {
  decisionId: string;
  remedyId: string;
  ticketId: string;
  orderId: string;
  facts: DecisionFacts;
  /** Index in `answers`. */
  was: number;
  isGivenAtOnce: boolean;
  steps: number;
  approval: Draw | null;
  retries: Draw[];
  failures: { attempt: number; endedAt: number }[];
  ending: Ending;
  endedAt: number | null;
  amountMinor: number;
  isOverrun: boolean;
  /** Evidence stood in the way, and none had come when it was approved. */
  isUnproven: boolean;
  ratingScore: number | null;
}

const endingOf: Record<string, Ending> = {
  declined: "declined",
  expired: "expired",
  withdrawn: "withdrawn",
  recalled: "withdrawn",
  awaiting_approval: "waiting",
};

/** The case that a first decision opens; null for one that an older version recorded. */
export function openCase(row: RawDecision, pool: Pool): GatheredCase | null {
  const facts = compactFacts(JSON.parse(row.facts) as Partial<DecisionFacts>, pool);
  if (facts === null) return null;
  const { act, verdict } = JSON.parse(row.outcome) as DecisionOutcome;
  const isGivenAtOnce = act === "grant";
  const ending: Ending = isGivenAtOnce ? "granted" : (endingOf[row.state] ?? "approved");
  const settlement = row.settlement === null ? null : (JSON.parse(row.settlement) as { isOverrun: boolean });
  return {
    decisionId: row.id,
    remedyId: pool.text(row.remedyId),
    ticketId: row.ticketId,
    orderId: pool.text(row.orderId),
    facts,
    was: answers.indexOf(verdict.answer),
    isGivenAtOnce,
    steps: verdict.answer === "approval" ? verdict.chain.length : 0,
    approval: null,
    retries: [],
    failures: [],
    ending,
    endedAt: ending === "waiting" || ending === "granted" ? null : row.since,
    amountMinor: row.amountMinor,
    isOverrun: settlement?.isOverrun ?? false,
    isUnproven: verdict.answer !== "grant" && verdict.obstacles.some((each) => each.dimension === "evidence"),
    ratingScore: row.ratingScore,
  };
}

/** A later decision on a case that is known. */
export function followCase(known: GatheredCase, row: RawDecision, act: string, pool: Pool): void {
  const facts = compactFacts(JSON.parse(row.facts) as Partial<DecisionFacts>, pool);
  if (facts === null) return;
  const draw: Draw = { at: row.at, amountMinor: facts.amountMinor, facts };
  if (act === "approve") {
    known.approval = draw;
    known.endedAt = row.at;
    if (facts.photoCount > 0) known.isUnproven = false;
  } else if (act === "retry") known.retries.push(draw);
}
