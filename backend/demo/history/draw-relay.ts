import type { ClaimReason } from "../../contract/vocabulary.ts";
import { day, minute } from "../../core/clock.ts";
import type { Chance } from "../seeded-random.ts";
import type { Demand, Ground, Relay } from "./history-plan.ts";

/** How often a department is called in, by what is wrong: a parcel is looked for, a defect is looked at. */
const calledIn: Partial<Record<ClaimReason, number>> = {
  missing: 0.3,
  late: 0.26,
  wrong_item: 0.18,
  defective: 0.14,
  not_as_described: 0.08,
  broken: 0.04,
};
/** Who waits longer than this may write again. */
const patience = 30 * minute;
const chasedShare = 0.22;

/** A department that was asked before the remedy was decided; null for most. */
export function drawRelay(
  chance: Chance,
  { at, reason }: Demand,
  { departments, from }: Pick<Ground, "departments" | "from">,
): Relay | null {
  const isCalled = chance.happens(calledIn[reason] ?? 0.02);
  const tookMs = chance.whole(20, 16 * 60) * minute;
  if (!isCalled || departments.length === 0 || at - tookMs < from + day) return null;
  const endedAt = at - 2 * minute;
  return { department: chance.of(departments), openedAt: endedAt - tookMs, endedAt };
}

/** When the shopper wrote again, of those who waited for an answer or a department: at most once for each. */
export function drawChases(
  chance: Chance,
  askedAt: number,
  answeredAt: number | null,
  relay: Relay | null,
): number[] {
  const between = (from: number, until: number): number[] => {
    const isChased = chance.happens(chasedShare);
    const share = 0.4 + chance.next() * 0.5;
    const waited = Math.min(until - from, 2 * day);
    return waited > patience && isChased ? [from + Math.round(waited * share)] : [];
  };
  return [
    ...(relay === null ? [] : between(relay.openedAt, relay.endedAt)),
    ...(answeredAt === null ? [] : between(askedAt, answeredAt)),
  ];
}
