import { budgetKeys } from "../authority/budget-keys.ts";
import type { DecisionFacts } from "../authority/facts.ts";
import { type KeyColumns, type KeyName, keyNames } from "./history.ts";

/** Counts what it is asked for from 0, the same number for the same text. */
function createNumbering() {
  const numbers = new Map<string, number>();
  return {
    of(text: string): number {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, numbers.size);
      return numbers.size - 1;
    },
    count: () => numbers.size,
  };
}

export type KeyNumbers = Record<KeyName, number>;

/** Budget keys as authority makes them, each as a number. */
export function createKeyNumbering(timeZone: string) {
  const numberings = Object.fromEntries(keyNames.map((name) => [name, createNumbering()])) as Record<
    KeyName,
    ReturnType<typeof createNumbering>
  >;
  return {
    of(facts: DecisionFacts, orderId: string): KeyNumbers {
      const { storefrontId, personId, departmentIds, currency, customer, at: now } = facts;
      const customerId = customer.id === "" ? null : customer.id;
      const keys = budgetKeys({ storefrontId, personId, departmentIds, customerId, currency, timeZone, now });
      return {
        personDay: numberings.personDay.of(keys.personDay),
        personWeek: numberings.personWeek.of(keys.personWeek),
        teamMonth: numberings.teamMonth.of(keys.teamMonth),
        customer: keys.customer === null ? -1 : numberings.customer.of(keys.customer),
        order: numberings.order.of(orderId),
      };
    },
    counts: () =>
      Object.fromEntries(keyNames.map((name) => [name, numberings[name].count()])) as Record<KeyName, number>,
  };
}

export function keyColumns(rows: readonly (KeyNumbers | null)[]): KeyColumns {
  const columnOf = (name: KeyName) => Int32Array.from(rows, (keys) => keys?.[name] ?? -1);
  return {
    personDay: columnOf("personDay"),
    personWeek: columnOf("personWeek"),
    teamMonth: columnOf("teamMonth"),
    customer: columnOf("customer"),
    order: columnOf("order"),
  };
}
