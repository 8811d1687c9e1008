import type { Amounts, FurtherCaps, PolicyRule } from "../../../backend/contract/policy.ts";
import { moneyNear } from "./amounts.ts";
import type { NumberSlot, Phrase } from "./slots.ts";

type CountName = "countPerOrder" | "countPerDay" | "countPerWeek" | "countPerTeamMonth";
export type CapName =
  | "perOrder"
  | "perDay"
  | "perRequest"
  | "perWeek"
  | "perTeamMonth"
  | "perCustomer"
  | "orderShare"
  | "quantity"
  | CountName
  | "countPerCustomer";

const caps = (rule: PolicyRule, change: Partial<FurtherCaps>): PolicyRule => ({
  ...rule,
  caps: { ...rule.caps, ...change },
});
const counts = (rule: PolicyRule, change: Partial<FurtherCaps["counts"]>): PolicyRule =>
  caps(rule, { counts: { ...rule.caps.counts, ...change } });

interface MoneyCap {
  name: CapName;
  /** How many orders' worth it begins from. */
  times: number;
  read(rule: PolicyRule): Amounts;
  write(rule: PolicyRule, amounts: Amounts): PolicyRule;
}

function moneyCap({ name, times, read, write }: MoneyCap): Phrase<CapName> {
  return {
    name,
    isIn: (rule) => Object.keys(read(rule)).length > 0,
    add: (rule) => write(rule, moneyNear(rule, times)),
    remove: (rule) => write(rule, {}),
    slots: {
      amount: { kind: "money", whenUnset: name === "perOrder" ? "not_covered" : "no_limit", read, write },
    },
  };
}

interface NumberCap {
  name: CapName;
  first: number;
  most: number;
  read(rule: PolicyRule): number | null;
  write(rule: PolicyRule, value: number | null): PolicyRule;
}

function numberCap({ name, first, most, read, write }: NumberCap): Phrase<CapName> {
  return {
    name,
    isIn: (rule) => read(rule) !== null,
    add: (rule) => write(rule, first),
    remove: (rule) => write(rule, null),
    slots: { count: { kind: "number", least: 0, most, read: (rule) => read(rule) ?? 0, write } },
  };
}

function countCap(
  name: CountName,
  field: "perOrder" | "perDay" | "perWeek" | "perTeamMonth",
  first: number,
): Phrase<CapName> {
  return numberCap({
    name,
    first,
    most: 1_000_000,
    read: (rule) => rule.caps.counts[field],
    write: (rule, value) => counts(rule, { [field]: value }),
  });
}

const customersWindow = 90;

const amountWindow: NumberSlot = {
  kind: "number",
  least: 1,
  most: 730,
  read: (rule) => rule.caps.perCustomer?.days ?? customersWindow,
  write: (rule, days) =>
    rule.caps.perCustomer === null ? rule : caps(rule, { perCustomer: { ...rule.caps.perCustomer, days } }),
};
const countWindow: NumberSlot = {
  kind: "number",
  least: 1,
  most: 730,
  read: (rule) => rule.caps.counts.perCustomer?.days ?? customersWindow,
  write(rule, days) {
    const before = rule.caps.counts.perCustomer;
    return before === null ? rule : counts(rule, { perCustomer: { ...before, days } });
  },
};

const perCustomer = moneyCap({
  name: "perCustomer",
  times: 3,
  read: (rule) => rule.caps.perCustomer?.amounts ?? {},
  write(rule, amounts) {
    const days = rule.caps.perCustomer?.days ?? customersWindow;
    return caps(rule, { perCustomer: Object.keys(amounts).length === 0 ? null : { days, amounts } });
  },
});
const countPerCustomer = numberCap({
  name: "countPerCustomer",
  first: 3,
  most: 1_000_000,
  read: (rule) => rule.caps.counts.perCustomer?.atMost ?? null,
  write(rule, atMost) {
    const days = rule.caps.counts.perCustomer?.days ?? customersWindow;
    return counts(rule, { perCustomer: atMost === null ? null : { days, atMost } });
  },
});

export const capPhrases: Phrase<CapName>[] = [
  moneyCap({
    name: "perOrder",
    times: 1,
    read: (rule) => rule.perOrder,
    write: (rule, perOrder) => ({ ...rule, perOrder }),
  }),
  moneyCap({
    name: "perDay",
    times: 10,
    read: (rule) => rule.perDay,
    write: (rule, perDay) => ({ ...rule, perDay }),
  }),
  moneyCap({
    name: "perRequest",
    times: 1,
    read: (rule) => rule.caps.perRequest,
    write: (rule, perRequest) => caps(rule, { perRequest }),
  }),
  moneyCap({
    name: "perWeek",
    times: 40,
    read: (rule) => rule.caps.perWeek,
    write: (rule, perWeek) => caps(rule, { perWeek }),
  }),
  moneyCap({
    name: "perTeamMonth",
    times: 500,
    read: (rule) => rule.caps.perTeamMonth,
    write: (rule, perTeamMonth) => caps(rule, { perTeamMonth }),
  }),
  { ...perCustomer, slots: { ...perCustomer.slots, days: amountWindow } },
  numberCap({
    name: "orderShare",
    first: 50,
    most: 100,
    read: (rule) => rule.caps.orderShare,
    write: (rule, orderShare) => caps(rule, { orderShare }),
  }),
  numberCap({
    name: "quantity",
    first: 2,
    most: 1_000_000,
    read: (rule) => rule.caps.quantity,
    write: (rule, quantity) => caps(rule, { quantity }),
  }),
  countCap("countPerOrder", "perOrder", 2),
  countCap("countPerDay", "perDay", 20),
  countCap("countPerWeek", "perWeek", 80),
  countCap("countPerTeamMonth", "perTeamMonth", 500),
  { ...countPerCustomer, slots: { ...countPerCustomer.slots, days: countWindow } },
];
