import type { Verdict } from "../../authority/decide.ts";
import { day, hour, minute, second } from "../../core/clock.ts";
import type { Chance } from "../seeded-random.ts";
import type { Demand, PlannedCase, PlannedPerson } from "./history-plan.ts";

const medianWait = 41 * minute;
const openFor = 7 * day;
/** How often an approver says yes: to what was seen broken nearly always, to a change of mind far less. */
const approvedShare = { seen: 0.985, plain: 0.93, personal: 0.72 };
const personal: ReadonlySet<string> = new Set(["changed_mind", "other"]);
const badShare = 0.035;

/** Log-normal about the median: most wait an hour, a few a night. */
function drawWait(chance: Chance, median: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
  return Math.round(Math.min(3 * day, Math.max(2 * minute, median * Math.exp(0.9 * normal))));
}

/** How a request ends, before `until`: history leaves nothing behind for real supervisors to answer. */
export function drawAnswer(
  chance: Chance,
  demand: Demand,
  verdict: Verdict,
  supervisors: readonly PlannedPerson[],
  until: number,
): NonNullable<PlannedCase["answer"]> {
  const { at, reason, photoCount, amountMinor } = demand;
  const by = chance.of(supervisors);
  const steps = verdict.answer === "approval" ? Math.max(1, verdict.chain.length) : 1;
  const answeredAt = Math.min(at + steps * drawWait(chance, medianWait), until - hour);
  if (chance.happens(0.012) && at + openFor < until)
    return { how: "expired", at: at + openFor, by, amountMinor };
  if (chance.happens(0.01)) return { how: "withdrawn", at: answeredAt, by, amountMinor };
  const kind = personal.has(reason) ? "personal" : photoCount > 0 ? "seen" : "plain";
  const share = approvedShare[kind] - (demand.order.customer.isTroublesome ? 0.2 : 0);
  if (!chance.happens(share)) return { how: "declined", at: answeredAt, by, amountMinor };
  const isLess = demand.remedy === "refund" && chance.happens(0.02);
  return {
    how: "approved",
    at: answeredAt,
    by,
    amountMinor: isLess ? Math.max(1, Math.round(amountMinor * 0.6)) : amountMinor,
  };
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
  const { customer } = demand.order;
  const isBad =
    givenAt !== null &&
    chance.happens(badShare * (customer.isTroublesome ? 8 : 1) * (demand.photoCount > 0 ? 0.7 : 1.3));
  const way = isBad ? chance.of(["reopened", "reopened", "rating", "again"] as const) : null;
  const fails = givenAt !== null && chance.happens(0.006);
  const failedAt = (givenAt ?? endedAt) + chance.whole(1, 20) * minute;
  const retriedAt = fails && chance.happens(0.7) && failedAt + hour < until - hour ? failedAt + hour : null;
  const isGiven = givenAt !== null && (!fails || retriedAt !== null);
  const settledAt = isGiven ? (retriedAt ?? givenAt) + chance.whole(20, 3000) * second : null;
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
