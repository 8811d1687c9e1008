import type { Amounts, Conditions, PolicyRule } from "../../../backend/contract/policy.ts";
import type { Channel } from "../../../backend/contract/vocabulary.ts";
import { moneyNear } from "./amounts.ts";
import type { NumberSlot, Phrase } from "./slots.ts";

export type ConditionName =
  | "verifiedOrderOnly"
  | "tiers"
  | "customerSince"
  | "customerNewer"
  | "claims"
  | "manyClaims"
  | "given"
  | "muchGiven"
  | "orderOlder"
  | "orderNewer"
  | "isDelivered"
  | "productTypes"
  | "skus"
  | "channels";

const when = (rule: PolicyRule, change: Partial<Conditions>): PolicyRule => ({
  ...rule,
  when: { ...rule.when, ...change },
});

type Days = NonNullable<Conditions["orderAgeDays"]>;
type Age = "customerAgeDays" | "orderAgeDays";

/** One end of a range of days; a range without either end is none. */
function age(name: ConditionName, field: Age, end: keyof Days, first: number): Phrase<ConditionName> {
  const write = (rule: PolicyRule, days: number | null) => {
    const range: Days = { ...(rule.when[field] ?? { atLeast: null, atMost: null }), [end]: days };
    return when(rule, { [field]: range.atLeast === null && range.atMost === null ? null : range });
  };
  return {
    name,
    isIn: (rule) => rule.when[field]?.[end] != null,
    add: (rule) => write(rule, first),
    remove: (rule) => write(rule, null),
    slots: {
      days: { kind: "number", least: 0, most: 100_000, read: (rule) => rule.when[field]?.[end] ?? 0, write },
    },
  };
}

type WordList = "tiers" | "productTypes" | "skus";

function words(name: WordList, most: number, first: string): Phrase<ConditionName> {
  return {
    name,
    isIn: (rule) => rule.when[name].length > 0,
    add: (rule) => when(rule, { [name]: [first] }),
    remove: (rule) => when(rule, { [name]: [] }),
    slots: {
      words: {
        kind: "words",
        most,
        read: (rule) => rule.when[name],
        write: (rule, list) => when(rule, { [name]: list }),
      },
    },
  };
}

const customersWindow = 90;

/** The days of a rolling window that already stands in the rule. */
function windowDays(field: "claims" | "given"): NumberSlot {
  return {
    kind: "number",
    least: 1,
    most: 730,
    read: (rule) => rule.when[field]?.days ?? customersWindow,
    write(rule, days) {
      const before = rule.when[field];
      return before === null ? rule : when(rule, { [field]: { ...before, days } });
    },
  };
}

type End = "atLeast" | "atMost";

/** One end of how often the customer came; without either end nothing is asked. */
function claims(name: ConditionName, end: End, first: number): Phrase<ConditionName> {
  const write = (rule: PolicyRule, count: number | null) => {
    const { days = customersWindow, [end]: _before, ...other } = rule.when.claims ?? {};
    const ends = count === null ? other : { ...other, [end]: count };
    return when(rule, { claims: Object.keys(ends).length === 0 ? null : { days, ...ends } });
  };
  const read = (rule: PolicyRule) => rule.when.claims?.[end];
  return {
    name,
    isIn: (rule) => read(rule) !== undefined,
    add: (rule) => write(rule, first),
    remove: (rule) => write(rule, null),
    slots: {
      count: { kind: "number", least: 0, most: 1_000_000, read: (rule) => read(rule) ?? 0, write },
      days: windowDays("claims"),
    },
  };
}

/** The same of how much they were given. */
function given(name: ConditionName, end: End): Phrase<ConditionName> {
  const write = (rule: PolicyRule, amounts: Amounts) => {
    const { days = customersWindow, [end]: _before, ...other } = rule.when.given ?? {};
    const ends = Object.keys(amounts).length === 0 ? other : { ...other, [end]: amounts };
    return when(rule, { given: Object.keys(ends).length === 0 ? null : { days, ...ends } });
  };
  const read = (rule: PolicyRule) => rule.when.given?.[end];
  return {
    name,
    isIn: (rule) => read(rule) !== undefined,
    add: (rule) => write(rule, moneyNear(rule, 2)),
    remove: (rule) => write(rule, {}),
    slots: {
      amount: { kind: "money", whenUnset: "no_limit", read: (rule) => read(rule) ?? {}, write },
      days: windowDays("given"),
    },
  };
}

export const conditionPhrases: Phrase<ConditionName>[] = [
  {
    name: "verifiedOrderOnly",
    isIn: (rule) => rule.verifiedOrderOnly,
    add: (rule) => ({ ...rule, verifiedOrderOnly: true }),
    remove: (rule) => ({ ...rule, verifiedOrderOnly: false }),
    slots: {},
  },
  words("tiers", 20, "gold"),
  age("customerSince", "customerAgeDays", "atLeast", 30),
  age("customerNewer", "customerAgeDays", "atMost", 30),
  claims("claims", "atMost", 2),
  claims("manyClaims", "atLeast", 3),
  given("given", "atMost"),
  given("muchGiven", "atLeast"),
  age("orderOlder", "orderAgeDays", "atLeast", 30),
  age("orderNewer", "orderAgeDays", "atMost", 30),
  {
    name: "isDelivered",
    isIn: (rule) => rule.when.isDelivered !== null,
    add: (rule) => when(rule, { isDelivered: true }),
    remove: (rule) => when(rule, { isDelivered: null }),
    slots: {
      state: {
        kind: "either",
        options: "delivered",
        read: (rule) => (rule.when.isDelivered === false ? "no" : "yes"),
        write: (rule, answer) => when(rule, { isDelivered: answer === "yes" }),
      },
    },
  },
  words("productTypes", 100, "kitchen"),
  words("skus", 500, "SKU-1"),
  {
    name: "channels",
    isIn: (rule) => rule.when.channels.length > 0,
    add: (rule) => when(rule, { channels: ["claim"] }),
    remove: (rule) => when(rule, { channels: [] }),
    slots: {
      channels: {
        kind: "choices",
        list: "channels",
        read: (rule) => rule.when.channels,
        write: (rule, list) => when(rule, { channels: list as Channel[] }),
      },
    },
  },
];
