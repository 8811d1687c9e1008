import { compilePolicy } from "../authority/compile-policy.ts";
import type { FrontierPoint, FrontierResult, LimitRef } from "../contract/insight.ts";
import type { PolicyRule } from "../contract/policy.ts";
import { isGenerated } from "../core/ids.ts";
import { chooseValues } from "./frontier-values.ts";
import type { History } from "./history.ts";
import { findKnee } from "./knee.ts";
import { limitIn, mayBearOn, moveLimit } from "./move-limit.ts";
import { type Replayed, replayPolicy } from "./replay-policy.ts";
import { createTurningPoints } from "./turning-points.ts";

export type Curve = Pick<FrontierResult, "cases" | "generated" | "points" | "today" | "draft" | "knee">;

interface Asked {
  /** The draft's rules, and those of the live version. */
  rules: readonly PolicyRule[];
  live: readonly PolicyRule[];
  limit: LimitRef;
  onProgress?: (share: number) => void;
}

/**
 * The curve of one limit over its values, all else as in the draft. The draft is replayed once in full; for each value
 * only what its limit can bear on is decided again, and whatever meets a budget that stands otherwise because of it.
 */
export function drawFrontier(history: History, { rules, live, limit, onProgress }: Asked): Curve {
  const touched = touchedBy(history, rules, live, limit);
  const among = indexesOf(touched);
  const pointOf = (replayed: Replayed, limitMinor: number) => pointAt(history, among, replayed, limitMinor);
  const [drafted, current] = [limitIn(rules, limit), limitIn(live, limit)];
  const must = [drafted, current].filter((value) => value !== null);
  const values = chooseValues(
    among.map((of) => askedOf(history, of, limit.cap)),
    must,
  );

  const turning = createTurningPoints(history.count);
  const draftReplayed = replayPolicy(history, compilePolicy(0, rules), { points: turning });
  const reuse = { of: draftReplayed, points: turning, touched };
  const points = values.map((limitMinor, index) => {
    onProgress?.((index + 1) / (values.length + 2));
    if (limitMinor === drafted) return pointOf(draftReplayed, limitMinor);
    return pointOf(
      replayPolicy(history, compilePolicy(0, moveLimit(rules, limit, limitMinor)), { reuse }),
      limitMinor,
    );
  });
  const knee = findKnee(points.map(({ givenMinor, share }) => ({ x: givenMinor, y: share })));
  return {
    cases: among.length,
    generated: among.filter((of) => isGenerated(history.decisionIds[of] ?? "")).length,
    points,
    today: current === null ? null : pointOf(replayPolicy(history, compilePolicy(0, live)), current),
    draft: points.find((point) => point.limitMinor === drafted) ?? null,
    knee: knee === null ? null : (points[knee] ?? null),
  };
}

/** By the draft's rule as well as the live one: a draft may have changed whom it is about. */
function touchedBy(
  { count, facts }: History,
  rules: readonly PolicyRule[],
  live: readonly PolicyRule[],
  { ruleId, currency }: LimitRef,
): Uint8Array {
  const about = [...rules, ...live].filter(({ id }) => id === ruleId);
  const touched = new Uint8Array(count);
  for (const [index, each] of facts.entries())
    touched[index] = Number(about.some((rule) => mayBearOn(rule, currency, each)));
  return touched;
}

const indexesOf = (touched: Uint8Array): number[] =>
  Array.from(touched, (is, index) => (is === 1 ? index : -1)).filter((index) => index >= 0);

/** How high this limit would have had to be for a request, by what had been drawn in truth. */
function askedOf({ facts }: History, of: number, cap: LimitRef["cap"]): number {
  const each = facts[of];
  if (each === undefined) return 0;
  const used: Record<LimitRef["cap"], () => number> = {
    perRequest: () => 0,
    perOrder: () => each.orderGrantedMinor,
    photoAbove: () => each.orderGrantedMinor,
    photoAboveTrusted: () => each.orderGrantedMinor,
    perDay: () => each.dayUsedMinor,
    perWeek: () => each.weekUsedMinor,
    perTeamMonth: () => each.teamUsedMinor,
    perCustomer: () => each.customer.grants.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  };
  return used[cap]() + each.amountMinor;
}

function pointAt(
  { facts }: History,
  among: readonly number[],
  replayed: Replayed,
  limitMinor: number,
): FrontierPoint {
  let [grantedAtOnce, givenMinor] = [0, 0];
  for (const of of among) {
    if (replayed.atOnce[of] !== 1) continue;
    grantedAtOnce++;
    givenMinor += facts[of]?.amountMinor ?? 0;
  }
  return {
    limitMinor,
    grantedAtOnce,
    share: among.length === 0 ? 0 : grantedAtOnce / among.length,
    givenMinor,
  };
}
