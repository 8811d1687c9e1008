import { compilePolicy } from "../authority/compile-policy.ts";
import { judge } from "../authority/decide.ts";
import type { RaiseSuggestion } from "../contract/insight.ts";
import type { PolicyRule } from "../contract/policy.ts";
import { type ClaimReason, claimReasons } from "../contract/vocabulary.ts";
import { endings, type History } from "./history.ts";
import { limitIn, moveLimit } from "./move-limit.ts";
import { medianOf } from "./replay-result.ts";
import { countGenerated, type Ground, idOf, roundUp } from "./suggesting.ts";

/** Fewer say nothing. */
const leastRequests = 20;
const leastOfBand = 5;
const approvedShare = 0.95;
const approvedShareOfBand = 0.9;
/** A limit is not raised into grants that turn out badly more often than this. */
const badShare = 0.15;
/** Of the requests that speak for it; else another limit stands in the way and raising this one would help nobody. */
const helpedShare = 0.8;
/** How far a limit may be raised at once, in steps: each must stand by itself. */
const steps = [1.2, 1.5, 2, 2.5, 3];

interface Request {
  of: number;
  /** What the limit would have had to be. */
  needed: number;
  isApproved: boolean;
}

interface Group {
  rule: PolicyRule;
  cap: RaiseSuggestion["cap"];
  currency: string;
  reason: ClaimReason;
  requests: Request[];
}

/** Requests that one limit alone stood in the way of, just above it, and that people nearly always approved. */
export function suggestRaises(history: History, ground: Ground): RaiseSuggestion[] {
  return gather(history, ground).flatMap((group) => {
    const limit = { ruleId: group.rule.id, cap: group.cap, currency: group.currency };
    const fromMinor = limitIn(ground.live.rules, limit);
    if (fromMinor === null || fromMinor === 0) return [];
    const toMinor = highestThatStands(history, group.requests, fromMinor);
    if (toMinor === null) return [];
    const within = group.requests.filter(({ needed }) => needed <= toMinor);
    const rules = raise(ground.live.rules, group, toMinor);
    const draft = compilePolicy(0, rules);
    const helped = within.filter(({ of }) => {
      const facts = history.facts[of];
      return facts !== undefined && judge(draft, facts).answer === "grant";
    });
    if (helped.length < within.length * helpedShare) return [];
    const waits = within.map(({ of }) => history.waitedMs[of] ?? 0);
    const suggestion: RaiseSuggestion = {
      kind: "raise",
      id: idOf("raise", limit.ruleId, limit.cap, limit.currency, group.reason, toMinor),
      storefrontId: ground.storefrontId,
      basedOn: ground.live.version,
      ...limit,
      remedy: group.rule.remedy,
      reasons: [group.reason],
      days: ground.days,
      generated: countGenerated(
        history,
        within.map(({ of }) => of),
      ),
      rules,
      fromMinor,
      toMinor,
      requests: within.length,
      approved: within.filter(({ isApproved }) => isApproved).length,
      medianWaitMs: medianOf(waits) ?? 0,
      grantedAtOnce: helped.length,
    };
    return [suggestion];
  });
}

/** As the live rules would answer them today; what an older version asked for is no matter any more. */
function gather(history: History, { live }: Ground): Group[] {
  const policy = compilePolicy(live.version, live.rules);
  const groups = new Map<string, Group>();
  for (const [of, facts] of history.facts.entries()) {
    const ending = endings[history.ended[of] ?? 0];
    if (history.givenAtOnce[of] === 1 || (ending !== "approved" && ending !== "declined")) continue;
    const verdict = judge(policy, facts);
    if (verdict.answer !== "approval" || verdict.obstacles.length !== 1) continue;
    const [obstacle] = verdict.obstacles;
    const cap = obstacle?.dimension === "order_cap" ? "perOrder" : "perRequest";
    if (obstacle?.dimension !== "order_cap" && obstacle?.dimension !== "request_cap") continue;
    const rule = live.rules.find(({ id }) => id === obstacle.ruleId);
    if (rule === undefined) continue;
    const { currency, reason, amountMinor } = facts;
    const key = [rule.id, cap, currency, reason].join("|");
    const group: Group = groups.get(key) ?? { rule, cap, currency, reason, requests: [] };
    groups.set(key, group);
    group.requests.push({
      of,
      needed: amountMinor + (cap === "perOrder" ? facts.orderGrantedMinor : 0),
      // Approved as less is not what raising the limit would give.
      isApproved: ending === "approved" && (history.givenMinor[of] ?? 0) >= amountMinor,
    });
  }
  return [...groups.values()];
}

/** Step by step, as long as each step and all of them together were nearly always approved and seldom regretted. */
function highestThatStands(history: History, requests: readonly Request[], fromMinor: number): number | null {
  const areGood = (some: readonly Request[], least: number, share: number) =>
    some.length >= least &&
    some.filter(({ isApproved }) => isApproved).length >= some.length * share &&
    some.filter(({ of }) => history.bad[of] !== 0).length <= some.length * badShare;
  let [highest, below]: [number | null, number] = [null, fromMinor];
  for (const step of steps) {
    const to = roundUp(fromMinor * step);
    if (to <= below) continue;
    const within = requests.filter(({ needed }) => needed > fromMinor && needed <= to);
    const band = within.filter(({ needed }) => needed > below);
    if (!areGood(band, leastOfBand, approvedShareOfBand)) break;
    if (areGood(within, leastRequests, approvedShare)) highest = to;
    below = to;
  }
  return highest;
}

/** The rule itself where it is about this reason alone; else the reason gets a rule of its own, in the same place. */
function raise(
  rules: readonly PolicyRule[],
  { rule, cap, currency, reason }: Group,
  toMinor: number,
): PolicyRule[] {
  if (rule.reasons.length === 1) return moveLimit(rules, { ruleId: rule.id, cap, currency }, toMinor);
  const covered = rule.reasons.length === 0 ? claimReasons : rule.reasons;
  const own: PolicyRule = { ...rule, id: idOf("own rule", rule.id, reason), reasons: [reason] };
  const rest: PolicyRule = { ...rule, reasons: covered.filter((each) => each !== reason) };
  return rules.flatMap((each) =>
    each.id === rule.id ? [rest, ...moveLimit([own], { ruleId: own.id, cap, currency }, toMinor)] : [each],
  );
}
