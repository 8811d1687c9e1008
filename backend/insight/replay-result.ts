import {
  type BadReason,
  badReasons,
  type CaseAnswer,
  type CaseList,
  type CaseNumber,
  caseLists,
  type ExtraShare,
  type ReplayResult,
} from "../contract/insight.ts";
import type { Amounts } from "../contract/policy.ts";
import { isGenerated } from "../core/ids.ts";
import { answers, endings, granted, type History } from "./history.ts";
import type { Replayed } from "./replay-policy.ts";
import { fromBits, repeatedWithin } from "./turned-out.ts";

/** Cases kept by name behind one number, and shares of one dimension. */
const namedAtMost = 5000;
const sharesAtMost = 50;

/** The numbers of a replay without its frame, and the cases behind them: indexes into the history. */
export interface Compared {
  result: Omit<ReplayResult, "kind" | "storefrontId" | "days" | "from" | "until" | "tookMs">;
  cases: Record<CaseList, number[]>;
}

/** The candidate's answers beside what really happened. `until`: when the window ends. */
export function compareReplay(history: History, replayed: Replayed, until: number): Compared {
  const tally = createTally(history, until);
  let approvalsSaved = 0;
  const waits: number[] = [];
  for (let of = 0; of < history.count; of++) {
    const was = history.was[of] ?? 0;
    const becomes = replayed.answer[of] ?? 0;
    approvalsSaved +=
      stepsTaken(history, of) - (replayed.atOnce[of] === 1 ? 0 : stepsNeeded(history, replayed, of));
    tally.count(of, was, becomes);
    if (becomes === granted && was !== granted) {
      const waited = history.waitedMs[of] ?? Number.NaN;
      if (!Number.isNaN(waited) && isAnswered(history, of)) waits.push(waited);
    }
  }
  return tally.finish({ approvalsSaved, waits });
}

const endingOf = (history: History, of: number) => endings[history.ended[of] ?? 0] ?? "waiting";

const isAnswered = (history: History, of: number): boolean => {
  const ending = endingOf(history, of);
  return ending === "approved" || ending === "declined";
};

const isRefused = (history: History, of: number): boolean => endingOf(history, of) === "refused";

/** Steps that people took; nobody took any where nobody answered. */
const stepsTaken = (history: History, of: number): number =>
  history.givenAtOnce[of] === 1 || !isAnswered(history, of) ? 0 : Math.max(1, history.steps[of] ?? 0);

function stepsNeeded(history: History, replayed: Replayed, of: number): number {
  const isNewlyAsked = history.givenAtOnce[of] === 1 || isRefused(history, of);
  if (!isNewlyAsked && !isAnswered(history, of)) return 0;
  if (answers[replayed.answer[of] ?? 0] === "refuse") return 0;
  // Asked although it might have been granted: one person's word, then as now.
  return Math.max(1, replayed.steps[of] ?? 0);
}

function createTally(history: History, until: number) {
  const { facts } = history;
  const cases = Object.fromEntries(caseLists.map((list) => [list, [] as number[]])) as Record<
    CaseList,
    number[]
  >;
  const amounts = Object.fromEntries(caseLists.map((list) => [list, {} as Amounts])) as Record<
    CaseList,
    Amounts
  >;
  const counts = Object.fromEntries(caseLists.map((list) => [list, 0])) as Record<CaseList, number>;
  const before: Record<CaseAnswer, number> = { grant: 0, approval: 0, refuse: 0 };
  const after: Record<CaseAnswer, number> = { grant: 0, approval: 0, refuse: 0 };
  const badBy = Object.fromEntries(badReasons.map((reason) => [reason, 0])) as Record<BadReason, number>;
  const [extra, withheld]: [Amounts, Amounts] = [{}, {}];
  const shares = { reason: createShares(), tier: createShares(), agent: createShares() };
  let [differences, generated, neverAnswered, tooYoung, helpedOtherwise] = [0, 0, 0, 0, 0];

  const add = (to: Amounts, of: number, amountMinor: number) => {
    const currency = facts[of]?.currency ?? "";
    to[currency] = (to[currency] ?? 0) + amountMinor;
  };

  function put(list: CaseList, of: number): void {
    counts[list]++;
    add(amounts[list], of, facts[of]?.amountMinor ?? 0);
    if (cases[list].length < namedAtMost) cases[list].push(of);
  }

  function nowGranted(of: number): void {
    const each = facts[of];
    if (each === undefined) return;
    const ending = endingOf(history, of);
    if (ending === "refused") {
      put("refusedNowGranted", of);
      helpedOtherwise += history.helpedOtherwise[of] ?? 0;
    } else {
      put("grantedAtOnce", of);
      if (each.at > until - repeatedWithin) tooYoung++;
      if (ending === "declined") put("declinedNowGranted", of);
      else if (ending !== "approved") neverAnswered++;
    }
    const bad = fromBits(history.bad[of] ?? 0);
    if (bad.length > 0) put("badPassed", of);
    for (const reason of bad) badBy[reason]++;
    const more = each.amountMinor - (history.givenMinor[of] ?? 0);
    if (more <= 0) return;
    add(extra, of, more);
    shares.reason.add(each.reason, each.reason, each.currency, more);
    shares.agent.add(each.personId, history.personNames.get(each.personId) ?? "", each.currency, more);
    const { tiers } = each.customer;
    for (const tier of tiers.length === 0 ? [""] : tiers) shares.tier.add(tier, tier, each.currency, more);
  }

  return {
    count(of: number, was: number, becomes: number): void {
      before[answers[was] ?? "refuse"]++;
      after[answers[becomes] ?? "refuse"]++;
      if (isGenerated(history.decisionIds[of] ?? "")) generated++;
      if (was === becomes) return;
      differences++;
      if (becomes === granted) nowGranted(of);
      else if (answers[becomes] === "refuse") put("newlyRefused", of);
      else if (history.givenAtOnce[of] === 1) put("newlyStopped", of);
      else if (isRefused(history, of)) put("refusedNowAsked", of);
      if (becomes === granted || history.givenAtOnce[of] === 0) return;
      if (history.bad[of] !== 0) put("badStopped", of);
      add(withheld, of, history.givenMinor[of] ?? 0);
    },
    finish({ approvalsSaved, waits }: { approvalsSaved: number; waits: number[] }): Compared {
      const number = (list: CaseList): CaseNumber => ({
        count: counts[list],
        amounts: amounts[list],
        named: cases[list].length,
      });
      return {
        cases,
        result: {
          cases: history.count,
          generated,
          before,
          after,
          differences,
          numbers: Object.fromEntries(caseLists.map((list) => [list, number(list)])) as Record<
            CaseList,
            CaseNumber
          >,
          approvalsSaved,
          waitedMs: waits.reduce((sum, each) => sum + each, 0),
          medianWaitMs: medianOf(waits),
          extra,
          withheld,
          extraBy: { reason: shares.reason.list(), tier: shares.tier.list(), agent: shares.agent.list() },
          badBy,
          unknown: {
            declinedNowGranted: counts.declinedNowGranted,
            newlyStopped: counts.newlyStopped,
            neverAnswered,
            tooYoung,
            incompleteRecords: history.incomplete,
            refusedNowGranted: counts.refusedNowGranted,
            refusedNowAsked: counts.refusedNowAsked,
            helpedOtherwise,
          },
        },
      };
    },
  };
}

function createShares() {
  const byKey = new Map<string, ExtraShare>();
  return {
    add(key: string, name: string, currency: string, amountMinor: number): void {
      const known = byKey.get(key) ?? { key, name, count: 0, extra: {} };
      known.count++;
      known.extra[currency] = (known.extra[currency] ?? 0) + amountMinor;
      byKey.set(key, known);
    },
    /** By cases, not by money: sums of different currencies have no order, and people are not ranked by money. */
    list: (): ExtraShare[] => [...byKey.values()].sort((a, b) => b.count - a.count).slice(0, sharesAtMost),
  };
}

/** Null of nothing. */
export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[(sorted.length >> 1) - 1] ?? upper)) / 2;
}
