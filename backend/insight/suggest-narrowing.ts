import { compilePolicy } from "../authority/compile-policy.ts";
import { matchClauses } from "../authority/match-clauses.ts";
import type { RegrettedSuggestion, UnusedSuggestion } from "../contract/insight.ts";
import type { PolicyRule } from "../contract/policy.ts";
import type { History } from "./history.ts";
import { isNamed, mayBearOn } from "./move-limit.ts";
import { countGenerated, type Ground, idOf, orderDemand, roundUp, withOrderCap } from "./suggesting.ts";

/** Of those whom a rule names: who decides seldom proves nothing about a rule that was not needed. */
const leastCases = 200;
/** Of one rule, before what it was never used for says anything. */
const leastOfRule = 50;
/** A limit of which less than this share was ever used. */
const usedShare = 0.5;
const spare = 1.25;

const leastRegretted = 10;
const regrettedShare = 0.1;
/** Beside what is usual over all rules. */
const regrettedTimes = 2;

const indexes = ({ count }: History): number[] => Array.from({ length: count }, (_none, of) => of);
/** That the rule really bore on, its conditions included. */
function casesOf(history: History, rule: PolicyRule, currency: string): number[] {
  const alone = compilePolicy(0, [rule]);
  return indexes(history).filter((of) => {
    const facts = history.facts[of];
    return (
      facts !== undefined && mayBearOn(rule, currency, facts) && matchClauses(alone, facts).grants.length > 0
    );
  });
}
/** Of all remedies together. */
const casesOfNamed = ({ facts }: History, rule: PolicyRule): number =>
  facts.filter((each) => isNamed(rule, each)).length;
const isGranting = ({ effect }: PolicyRule) => effect.kind === "grant";

/**
 * Rules that bore on nothing, and limits of which little was ever asked. Refusals are left alone: who stays silent at
 * one leaves no trace.
 */
export function suggestUnused(history: History, { storefrontId, days, live }: Ground): UnusedSuggestion[] {
  return live.rules.filter(isGranting).flatMap((rule): UnusedSuggestion[] => {
    const currencies = Object.keys(rule.perOrder);
    const common = {
      kind: "unused" as const,
      storefrontId,
      basedOn: live.version,
      ruleId: rule.id,
      remedy: rule.remedy,
      reasons: rule.reasons,
      days,
    };
    if (currencies.every((currency) => casesOf(history, rule, currency).length === 0)) {
      if (casesOfNamed(history, rule) < leastCases) return [];
      const rules = live.rules.filter(({ id }) => id !== rule.id);
      if (rules.length === 0) return [];
      const nothing = { cap: null, currency: null, fromMinor: null, toMinor: null, mostUsedMinor: null };
      const id = idOf("unused rule", rule.id, live.version);
      return [{ ...common, ...nothing, id, of: "rule", generated: 0, rules, cases: 0 }];
    }
    return currencies.flatMap((currency): UnusedSuggestion[] => {
      const cases = casesOf(history, rule, currency);
      const fromMinor = rule.perOrder[currency] ?? 0;
      const most = cases.reduce((high, of) => Math.max(high, orderDemand(history, of)), 0);
      const toMinor = roundUp(most * spare);
      if (cases.length < leastOfRule || most > fromMinor * usedShare || toMinor >= fromMinor) return [];
      return [
        {
          ...common,
          id: idOf("unused limit", rule.id, currency, toMinor),
          of: "limit",
          cap: "perOrder",
          currency,
          fromMinor,
          toMinor,
          mostUsedMinor: most,
          cases: cases.length,
          generated: countGenerated(history, cases),
          rules: withOrderCap(live.rules, rule.id, currency, toMinor),
        },
      ];
    });
  });
}

/** Rules whose grants at once turned out badly far more often than is usual. */
export function suggestRegretted(
  history: History,
  { storefrontId, days, live }: Ground,
): RegrettedSuggestion[] {
  const isBad = (of: number) => history.bad[of] !== 0;
  const atOnce = indexes(history).filter((of) => history.givenAtOnce[of] === 1);
  const usualShare = atOnce.length === 0 ? 0 : atOnce.filter(isBad).length / atOnce.length;
  return live.rules.filter(isGranting).flatMap((rule) =>
    Object.entries(rule.perOrder).flatMap(([currency, fromMinor]): RegrettedSuggestion[] => {
      const grants = casesOf(history, rule, currency).filter((of) => history.givenAtOnce[of] === 1);
      const regretted = grants.filter(isBad).length;
      const share = grants.length === 0 ? 0 : regretted / grants.length;
      const isRegretted =
        grants.length >= leastOfRule &&
        regretted >= leastRegretted &&
        share >= regrettedShare &&
        share >= usualShare * regrettedTimes;
      const toMinor = isRegretted ? bestCap(history, grants, isBad) : fromMinor;
      if (toMinor >= fromMinor) return [];
      return [
        {
          kind: "regretted",
          id: idOf("regretted", rule.id, currency, toMinor),
          storefrontId,
          basedOn: live.version,
          ruleId: rule.id,
          remedy: rule.remedy,
          reasons: rule.reasons,
          days,
          generated: countGenerated(history, grants),
          rules: withOrderCap(live.rules, rule.id, currency, toMinor),
          cap: "perOrder",
          currency,
          fromMinor,
          toMinor,
          grants: grants.length,
          regretted,
          usualShare,
        },
      ];
    }),
  );
}

/** Of the quartiles of what was granted, the one that keeps most of the good and stops most of the bad. */
function bestCap(history: History, grants: readonly number[], isBad: (of: number) => boolean): number {
  const sorted = grants.map((of) => orderDemand(history, of)).sort((a, b) => a - b);
  const above = (some: readonly number[], cap: number) =>
    some.length === 0 ? 0 : some.filter((of) => orderDemand(history, of) > cap).length / some.length;
  const [bad, good] = [grants.filter(isBad), grants.filter((of) => !isBad(of))];
  const caps = [0.5, 0.75, 0.25].map((share) => roundUp(sorted[Math.floor(sorted.length * share)] ?? 0));
  const gain = (cap: number) => above(bad, cap) - above(good, cap);
  return caps.reduce((best, cap) => (gain(cap) > gain(best) ? cap : best));
}
