import type { DecisionOutcome } from "../authority/record-decision.ts";
import { cameAgain } from "./came-again.ts";
import { createPool } from "./compact-facts.ts";
import { followCase, type GatheredCase, openCase } from "./gather-cases.ts";
import { createRefusedCases } from "./gather-refused.ts";
import {
  approveEvent,
  decideEvent,
  type Events,
  endings,
  eventKinds,
  failEvent,
  type History,
  retryEvent,
} from "./history.ts";
import { createKeyNumbering, type KeyNumbers, keyColumns } from "./history-keys.ts";
import type { RawPage } from "./raw-history.ts";
import { badOf, toBits } from "./turned-out.ts";

interface Happening {
  kind: (typeof eventKinds)[number];
  of: number;
  at: number;
  amountMinor: number;
  keys: KeyNumbers | null;
}

/** Takes the past page by page, each kind in order of time, and makes columns of it. `timeZone`: of the storefront's days. */
export function createHistoryBuilder(timeZone: string) {
  const pool = createPool();
  const byRemedy = new Map<string, GatheredCase>();
  const refused = createRefusedCases(pool);
  const reopened = new Map<string, number[]>();
  const personNames = new Map<string, string>();
  let incomplete = 0;

  function add(page: RawPage): void {
    for (const { ticketId, at } of page.reopened) {
      const known = reopened.get(ticketId);
      if (known === undefined) reopened.set(ticketId, [at]);
      else if (!known.includes(at)) known.push(at);
    }
    for (const row of page.decisions) {
      const { act } = JSON.parse(row.outcome) as DecisionOutcome;
      const known = byRemedy.get(row.remedyId);
      if (known !== undefined) followCase(known, row, act, pool);
      // What was asked before the window began is not decided again, and neither is what followed from it.
      else if (act === "grant" || act === "request") {
        const opened = openCase(row, pool);
        if (opened === null) incomplete++;
        else {
          byRemedy.set(row.remedyId, opened);
          if (!personNames.has(opened.facts.personId))
            personNames.set(opened.facts.personId, row.requesterName);
        }
      }
    }
    for (const { remedyId, attempt, endedAt } of page.failed) {
      const failures = byRemedy.get(remedyId)?.failures;
      if (failures !== undefined && !failures.some((each) => each.attempt === attempt))
        failures.push({ attempt, endedAt });
    }
  }

  function finish(): History {
    const cases = [...byRemedy.values(), ...refused.cases()].sort((a, b) => a.facts.at - b.facts.at);
    const helpedAt = lastGivenAt(cases);
    const numbering = createKeyNumbering(timeZone);
    const happened = cases.flatMap((each, index) => happeningsOf(each, index, numbering.of));
    // Stable: what happened in the same millisecond stays in the order in which it was decided.
    happened.sort((a, b) => a.at - b.at || eventKinds.indexOf(a.kind) - eventKinds.indexOf(b.kind));
    const again = cameAgain(cases);
    return {
      count: cases.length,
      decisionIds: cases.map((each) => each.decisionId),
      remedyIds: cases.map((each) => each.remedyId),
      ticketIds: cases.map((each) => each.ticketId),
      personNames: new Map([...refused.personNames, ...personNames]),
      facts: cases.map((each) => each.facts),
      was: Uint8Array.from(cases, (each) => each.was),
      givenAtOnce: Uint8Array.from(cases, (each) => Number(each.isGivenAtOnce)),
      steps: Uint8Array.from(cases, (each) => each.steps),
      ended: Uint8Array.from(cases, (each) => endings.indexOf(each.ending)),
      waitedMs: Float64Array.from(cases, ({ endedAt, facts }) =>
        endedAt === null ? Number.NaN : Math.max(0, endedAt - facts.at),
      ),
      givenMinor: Float64Array.from(cases, givenOf),
      helpedOtherwise: Uint8Array.from(cases, ({ ending, ticketId, facts }) =>
        Number(ending === "refused" && (helpedAt.get(ticketId) ?? 0) >= facts.at),
      ),
      bad: Uint8Array.from(cases, (each, index) =>
        givenOf(each) === 0
          ? 0
          : toBits(
              badOf({
                grantedAt: each.approval?.at ?? each.facts.at,
                isOverrun: each.isOverrun,
                isUnproven: each.isUnproven,
                reopenedAt: reopened.get(each.ticketId) ?? [],
                ratingScore: each.ratingScore,
                cameAgainAt: again[index] ?? null,
              }),
            ),
      ),
      events: eventColumns(happened),
      keyCounts: numbering.counts(),
      incomplete: incomplete + refused.incomplete(),
    };
  }

  return { add, addRefused: refused.add, finish };
}

const givenOf = ({ ending, facts, amountMinor }: GatheredCase): number =>
  ending === "granted" ? facts.amountMinor : ending === "approved" ? amountMinor : 0;

/** When each ticket was last given something. */
function lastGivenAt(cases: readonly GatheredCase[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const each of cases) {
    if (givenOf(each) === 0) continue;
    const at = each.approval?.at ?? each.facts.at;
    found.set(each.ticketId, Math.max(at, found.get(each.ticketId) ?? 0));
  }
  return found;
}

function happeningsOf(
  { facts, orderId, approval, retries, failures }: GatheredCase,
  of: number,
  keysOf: (facts: GatheredCase["facts"], orderId: string) => KeyNumbers,
): Happening[] {
  const found: Happening[] = [
    { kind: "decide", of, at: facts.at, amountMinor: facts.amountMinor, keys: keysOf(facts, orderId) },
  ];
  const { personId, departmentIds } = facts;
  // An approved remedy draws on the team of who asked for it, whoever says yes or tries again.
  const asAsked = (later: GatheredCase["facts"]) => ({ ...later, personId, departmentIds });
  if (approval !== null) {
    const { at, amountMinor } = approval;
    found.push({ kind: "approve", of, at, amountMinor, keys: keysOf(asAsked(approval.facts), orderId) });
  }
  for (const { at, amountMinor, facts: again } of retries) {
    const keys = keysOf(approval === null ? again : asAsked(again), orderId);
    found.push({ kind: "retry", of, at, amountMinor, keys });
  }
  for (const { endedAt } of failures)
    found.push({ kind: "fail", of, at: endedAt, amountMinor: 0, keys: null });
  return found;
}

const numberOf = { decide: decideEvent, approve: approveEvent, fail: failEvent, retry: retryEvent };

function eventColumns(happened: readonly Happening[]): Events {
  return {
    count: happened.length,
    kind: Uint8Array.from(happened, ({ kind }) => numberOf[kind]),
    of: Int32Array.from(happened, (each) => each.of),
    at: Float64Array.from(happened, (each) => each.at),
    amountMinor: Float64Array.from(happened, (each) => each.amountMinor),
    keys: keyColumns(happened.map((each) => each.keys)),
  };
}
