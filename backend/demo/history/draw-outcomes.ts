import type { Verdict } from "../../authority/decide.ts";
import type { Obstacle } from "../../contract/entries.ts";
import type { RemedyKind } from "../../contract/vocabulary.ts";
import { day, hour, minute, second } from "../../core/clock.ts";
import type { Chance } from "../seeded-random.ts";
import type { Demand, PlannedCase, PlannedPerson } from "./history-plan.ts";

const medianWait = 41 * minute;
const openFor = 7 * day;
const freeAmounts: ReadonlySet<RemedyKind> = new Set(["refund", "store_credit"]);
const personal: ReadonlySet<string> = new Set(["changed_mind", "other"]);

/** Log-normal about the median: most wait an hour, a few a night. */
function drawWait(chance: Chance, median: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
  return Math.round(Math.min(3 * day, Math.max(2 * minute, median * Math.exp(0.9 * normal))));
}

/** Nobody is against what costs the shop little and keeps the goods. */
const seldomDeclined: ReadonlySet<RemedyKind> = new Set([
  "return_refund",
  "exchange",
  "cancellation",
  "order_change",
  "address_correction",
]);

/**
 * How often an approver says yes. To what is seen broken and costs a little more than the agent may give it is a habit,
 * which is why a limit is worth moving; to a change of mind, to what nobody has seen, and the farther above, it is not.
 */
function approvedShare(demand: Demand, obstacles: Obstacle[]): number {
  const { reason, remedy, amountMinor, photoCount, order } = demand;
  const isUnproven = obstacles.some(({ dimension }) => dimension === "evidence");
  const isPersonal = personal.has(reason) && !seldomDeclined.has(remedy);
  const usual = isPersonal ? 0.62 : isUnproven ? 0.7 : photoCount > 0 ? 0.997 : 0.92;
  const above = timesAbove(obstacles, amountMinor);
  const byHeight = above <= 1.6 ? 1 : above <= 3 ? 0.95 : 0.8;
  return usual * byHeight - (order.customer.isTroublesome ? 0.25 : 0);
}

/** How many times its limit per order was asked for; 1 where that did not stand in the way. */
function timesAbove(obstacles: Obstacle[], amountMinor: number): number {
  const cap = obstacles.find(({ dimension }) => dimension === "order_cap");
  return cap?.limitMinor == null || cap.limitMinor === 0 ? 1 : (cap.used + amountMinor) / cap.limitMinor;
}

/** How a request ends, before `until`: history leaves nothing behind for real supervisors to answer. */
export function drawAnswer(
  chance: Chance,
  demand: Demand,
  verdict: Verdict,
  supervisors: readonly PlannedPerson[],
  until: number,
): NonNullable<PlannedCase["answer"]> {
  const { at, amountMinor } = demand;
  const obstacles = verdict.answer === "approval" ? verdict.obstacles : [];
  const by = chance.of(supervisors);
  const steps = verdict.answer === "approval" ? Math.max(1, verdict.chain.length) : 1;
  const answeredAt = Math.min(at + steps * drawWait(chance, medianWait), until - hour);
  if (chance.happens(0.012) && at + openFor < until)
    return { how: "expired", at: at + openFor, by, amountMinor };
  if (chance.happens(0.01)) return { how: "withdrawn", at: answeredAt, by, amountMinor };
  if (!chance.happens(approvedShare(demand, obstacles)))
    return { how: "declined", at: answeredAt, by, amountMinor };
  const lessShare = timesAbove(obstacles, amountMinor) > 1.6 ? 0.1 : 0.003;
  const isLess = freeAmounts.has(demand.remedy) && chance.happens(lessShare);
  return {
    how: "approved",
    at: answeredAt,
    by,
    amountMinor: isLess ? Math.max(1, Math.round(amountMinor * 0.6)) : amountMinor,
  };
}

/** How often a grant is regretted: money back for a mind that was changed, all of it and with nothing sent back, most. */
function badShare({ order, reason, remedy, photoCount, chosen, amountMinor }: Demand): number {
  const worth = chosen.reduce(
    (sum, { line, quantity }) => sum + quantity * (order.template.lines[line]?.unitPriceMinor ?? 0),
    0,
  );
  const isWhole = amountMinor >= worth * 0.9;
  const usual = personal.has(reason) && remedy === "refund" ? (isWhole ? 0.26 : 0.07) : 0.025;
  return Math.min(0.5, usual * (order.customer.isTroublesome ? 6 : 1) * (photoCount > 0 ? 0.7 : 1));
}

export type Aftermath = Pick<
  PlannedCase,
  "failure" | "settledAt" | "isOverrun" | "resolvedAt" | "reopenedAt" | "rating"
> & { comesAgain: boolean };

/** What became of it. `givenAt` null: nothing was given. */
export function drawAftermath(
  chance: Chance,
  demand: Demand,
  givenAt: number | null,
  endedAt: number,
  until: number,
): Aftermath {
  const isBad = givenAt !== null && chance.happens(badShare(demand));
  const way = isBad ? chance.of(["reopened", "reopened", "rating", "again"] as const) : null;
  const fails = givenAt !== null && chance.happens(0.006);
  const failedAt = (givenAt ?? endedAt) + chance.whole(1, 20) * minute;
  const retriedAt = fails && chance.happens(0.7) && failedAt + hour < until - hour ? failedAt + hour : null;
  const isGiven = givenAt !== null && (!fails || retriedAt !== null);
  // Goods that come back take their days.
  const takes =
    demand.remedy === "return_refund"
      ? chance.whole(4 * 24, 12 * 24) * hour
      : chance.whole(20, 3000) * second;
  const settledAt = isGiven ? (retriedAt ?? givenAt) + takes : null;
  const resolvedAt = Math.min(
    Math.max(endedAt, settledAt ?? 0, failedAt) + chance.whole(2, 60) * minute,
    until,
  );
  const rated =
    way === "rating"
      ? chance.whole(1, 2)
      : chance.happens(0.32)
        ? chance.happens(0.75)
          ? 5
          : chance.whole(3, 4)
        : null;
  const reopenedAt = way === "reopened" ? resolvedAt + chance.whole(3, 200) * hour : null;
  return {
    failure: fails && failedAt < until ? { at: failedAt, retriedAt } : null,
    settledAt: settledAt !== null && settledAt < until ? settledAt : isGiven ? until : null,
    isOverrun: isGiven && chance.happens(0.0008),
    resolvedAt,
    reopenedAt: reopenedAt !== null && reopenedAt + hour < until ? reopenedAt : null,
    rating: resolvedAt < until ? rated : null,
    comesAgain: way === "again",
  };
}
