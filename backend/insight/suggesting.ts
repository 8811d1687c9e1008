import { v5 } from "uuid";
import type { RunDays } from "../contract/insight.ts";
import type { Amounts, PolicyRule } from "../contract/policy.ts";
import { isGenerated } from "../core/ids.ts";
import type { History } from "./history.ts";

/** What suggestions are drawn from. */
export interface Ground {
  storefrontId: string;
  days: RunDays;
  live: { version: number; rules: PolicyRule[] };
}

/** Of this room's own making, so that one suggestion has one id whoever draws it. */
const namespace = "6f0d3bfe-1c1a-5c39-9a46-2c9a3c1f5e11";
export const idOf = (...parts: (string | number)[]): string => v5(parts.join("|"), namespace);

/** Up to a round sum: 1, 1.5, 2, 3, 5 or 7.5 times a power of ten. */
export function roundUp(amountMinor: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, amountMinor)));
  const factor = [1, 1.5, 2, 3, 5, 7.5, 10].find((each) => each * power >= amountMinor) ?? 10;
  return Math.ceil(factor * power);
}

export const orderDemand = ({ facts }: History, of: number): number =>
  (facts[of]?.orderGrantedMinor ?? 0) + (facts[of]?.amountMinor ?? 0);

export const countGenerated = ({ decisionIds }: History, among: readonly number[]): number =>
  among.filter((of) => isGenerated(decisionIds[of] ?? "")).length;

/** The rules with this one's cap per order at another height; what asks for evidence above it is lowered with it. */
export function withOrderCap(
  rules: readonly PolicyRule[],
  ruleId: string,
  currency: string,
  limitMinor: number,
): PolicyRule[] {
  const within = (amounts: Amounts): Amounts =>
    amounts[currency] === undefined
      ? amounts
      : { ...amounts, [currency]: Math.min(amounts[currency], limitMinor) };
  return rules.map((rule) =>
    rule.id !== ruleId
      ? rule
      : {
          ...rule,
          perOrder: { ...rule.perOrder, [currency]: limitMinor },
          photoAbove: within(rule.photoAbove),
          photoAboveTrusted: within(rule.photoAboveTrusted),
        },
  );
}
