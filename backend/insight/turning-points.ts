import type { DecisionFacts } from "../authority/facts.ts";
import type { Limit, LimitDimension } from "../contract/policy.ts";

/** Budgets that many cases share, so that one case answered otherwise moves what hundreds of others find used. */
export const sharedBudgets = [
  "dayUsedMinor",
  "dayUsedCount",
  "weekUsedMinor",
  "weekUsedCount",
  "teamUsedMinor",
  "teamUsedCount",
] as const satisfies readonly (keyof DecisionFacts)[];

const budgetOf: Partial<Record<LimitDimension, (typeof sharedBudgets)[number]>> = {
  day_budget: "dayUsedMinor",
  day_count: "dayUsedCount",
  week_budget: "weekUsedMinor",
  week_count: "weekUsedCount",
  team_budget: "teamUsedMinor",
  team_count: "teamUsedCount",
};

/** For each case and shared budget, up to what use it does not stand in the way; and on which side the case was. */
export interface TurningPoints {
  note(of: number, facts: DecisionFacts, limits: readonly Limit[]): void;
  /** Whether no shared budget has come to stand on its other side. `used`: in the order of `sharedBudgets`. */
  hold(of: number, used: Float64Array): boolean;
}

/**
 * A budget's use is looked at by its own limits alone, each of which stands in the way or does not. So as long as every
 * budget stays on its side of its tightest limit, the answer stays: it need not be decided again to be known.
 */
export function createTurningPoints(count: number): TurningPoints {
  const width = sharedBudgets.length;
  const points = new Float64Array(count * width).fill(Number.POSITIVE_INFINITY);
  const sides = new Uint8Array(count * width);
  return {
    note(of, facts, limits) {
      for (const { dimension, limitMinor } of limits) {
        const budget = budgetOf[dimension];
        if (budget === undefined || limitMinor === null) continue;
        const at = of * width + sharedBudgets.indexOf(budget);
        points[at] = budget.endsWith("Count") ? limitMinor - 1 : limitMinor - facts.amountMinor;
      }
      for (const [index, budget] of sharedBudgets.entries())
        sides[of * width + index] = Number(facts[budget] <= (points[of * width + index] ?? 0));
    },
    hold(of, used) {
      for (let index = 0; index < width; index++) {
        const at = of * width + index;
        if (Number((used[index] ?? 0) <= (points[at] ?? 0)) !== sides[at]) return false;
      }
      return true;
    },
  };
}
