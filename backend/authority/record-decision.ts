import type { Circumstances } from "../core/command.ts";
import { insert, type Write } from "../core/database/writes.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import { ensureComplete } from "./complete-facts.ts";
import type { Verdict } from "./decide.ts";
import type { DecisionFacts } from "./facts.ts";
import { shadowWrites } from "./shadow.ts";
import { type DecisionRow, decisions } from "./tables.ts";

/** What a decision was taken for: to give at once, to ask for it, to pass on another amount, to approve, to try again. */
export type DecisionAct = "grant" | "request" | "amend" | "approve" | "retry";

export interface DecisionOutcome {
  act: DecisionAct;
  /** The policy's answer on these facts. An approval is given in spite of it. */
  verdict: Verdict;
}

/** Keeps a decision with all that it saw, to be explained next year and replayed today. The facts must be complete. */
export function recordDecision(
  of: {
    ticketId: string;
    remedyId: string;
    policy: CompiledPolicy;
    /** Decides silently on the same facts. */
    shadow: CompiledPolicy | null;
    facts: DecisionFacts;
  } & DecisionOutcome,
  { now, newId }: Pick<Circumstances, "now" | "newId">,
): Write[] {
  ensureComplete(of.facts);
  const row: DecisionRow = {
    id: newId(),
    storefrontId: of.facts.storefrontId,
    ticketId: of.ticketId,
    remedyId: of.remedyId,
    policyVersion: of.policy.version,
    facts: of.facts,
    outcome: { act: of.act, verdict: of.verdict } satisfies DecisionOutcome,
    at: now,
  };
  const { id, at } = row;
  return [
    insert(decisions, row),
    ...shadowWrites(of.shadow, { id, at, facts: of.facts, verdict: of.verdict }),
  ];
}
