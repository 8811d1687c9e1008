import { type BudgetKeys, budgetKeys } from "../../authority/budget-keys.ts";
import type { CustomerFacts, DecisionFacts } from "../../authority/facts.ts";
import type { Ground, PlannedOrder, PlannedPerson } from "./history-plan.ts";

type Usage = Pick<
  DecisionFacts,
  "dayUsedMinor" | "dayUsedCount" | "weekUsedMinor" | "weekUsedCount" | "teamUsedMinor" | "teamUsedCount"
>;

interface Used {
  minor: number;
  count: number;
}

/** Who drew, on whose order, when. A generated person belongs to no department. */
export interface Drawing {
  person: PlannedPerson;
  order: PlannedOrder;
  at: number;
  amountMinor: number;
  /** Draws on customer, order and team, and not on the person's own day and week. */
  isApproval: boolean;
}

const nothing: Used = { minor: 0, count: 0 };
/** As many as a decision keeps. */
const grantsKept = 500;

/** What was drawn from every budget, as the real ledger would have it. */
export function createUsageLedger({ storefrontId, timeZone }: Pick<Ground, "storefrontId" | "timeZone">) {
  const used = new Map<string, Used>();
  const grants = new Map<string, CustomerFacts["grants"]>();

  const keysOf = (person: PlannedPerson, order: PlannedOrder, at: number): BudgetKeys =>
    budgetKeys({
      storefrontId,
      personId: person.id,
      departmentIds: [],
      customerId: order.customer.id,
      currency: order.template.currency,
      timeZone,
      now: at,
    });

  function move({ person, order, at, amountMinor, isApproval }: Drawing, sign: 1 | -1): void {
    const keys = keysOf(person, order, at);
    for (const key of isApproval ? [keys.teamMonth] : [keys.teamMonth, keys.personDay, keys.personWeek]) {
      const before = used.get(key) ?? nothing;
      used.set(key, { minor: before.minor + sign * amountMinor, count: before.count + sign });
    }
    order.grantedMinor += sign * amountMinor;
    order.grantedCount += sign;
    const key = keys.customer ?? "";
    const before = grants.get(key) ?? [];
    const after =
      sign > 0
        ? [{ at, amountMinor }, ...before]
        : before.filter((each) => each.at !== at || each.amountMinor !== amountMinor);
    grants.set(key, after.slice(0, grantsKept));
  }

  return {
    draw: (drawing: Drawing) => move(drawing, 1),
    giveBack: (drawing: Drawing) => move(drawing, -1),
    usageOf(
      person: PlannedPerson,
      order: PlannedOrder,
      at: number,
    ): Usage & { grants: CustomerFacts["grants"] } {
      const keys = keysOf(person, order, at);
      const [day, week, team] = [keys.personDay, keys.personWeek, keys.teamMonth].map(
        (key) => used.get(key) ?? nothing,
      );
      return {
        dayUsedMinor: day?.minor ?? 0,
        dayUsedCount: day?.count ?? 0,
        weekUsedMinor: week?.minor ?? 0,
        weekUsedCount: week?.count ?? 0,
        teamUsedMinor: team?.minor ?? 0,
        teamUsedCount: team?.count ?? 0,
        grants: grants.get(keys.customer ?? "") ?? [],
      };
    },
  };
}
