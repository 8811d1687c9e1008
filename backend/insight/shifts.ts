import type { DecisionFacts } from "../authority/facts.ts";
import { type History, type KeyColumns, type KeyName, keyNames } from "./history.ts";

const ofApproval: readonly KeyName[] = ["teamMonth", "customer", "order"];

/** What a candidate policy has drawn beyond what was drawn in truth (less: negative), by now. */
export interface Shifts {
  /** Of a person's own yes: all keys; of an approval: those that it draws on. */
  move(event: number, isApproval: boolean, amountMinor: number, sign: 1 | -1): void;
  /** The recorded facts as they would have been; the very same object where nothing differs. */
  shifted(facts: DecisionFacts, event: number): DecisionFacts;
  /** Of the shared budgets alone, what they would have been, into `used`: for what need not be decided again. */
  readUsed(facts: DecisionFacts, event: number, used: Float64Array): void;
}

interface Grant {
  at: number;
  amountMinor: number;
  sign: 1 | -1;
}

/**
 * Only differences are carried along: what really was drawn stands in each case's recorded facts already, those of failures,
 * retries and of the months before the window too. So a policy replayed on its own history sees the facts that it saw.
 */
export function createShifts({ events, keyCounts }: History): Shifts {
  const { keys } = events;
  const byKey = <T>(make: (count: number) => T) =>
    Object.fromEntries(keyNames.map((name) => [name, make(keyCounts[name])])) as Record<KeyName, T>;
  const minor = byKey((count) => new Float64Array(count));
  const counts = byKey((count) => new Int32Array(count));
  const grants = new Map<number, Grant[]>();

  const keyAt = (name: KeyName, event: number): number => keys[name][event] ?? -1;

  function moveGrant(customer: number, event: number, amountMinor: number, sign: 1 | -1): void {
    const at = events.at[event] ?? 0;
    const known = grants.get(customer) ?? [];
    const undone = known.findIndex(
      (each) => each.at === at && each.amountMinor === amountMinor && each.sign === -sign,
    );
    if (undone >= 0) known.splice(undone, 1);
    else known.push({ at, amountMinor, sign });
    if (known.length === 0) grants.delete(customer);
    else grants.set(customer, known);
  }

  function move(event: number, isApproval: boolean, amountMinor: number, sign: 1 | -1): void {
    for (const name of isApproval ? ofApproval : keyNames) {
      const key = keyAt(name, event);
      if (key < 0) continue;
      if (name === "customer") moveGrant(key, event, amountMinor, sign);
      else {
        minor[name][key] = (minor[name][key] ?? 0) + sign * amountMinor;
        counts[name][key] = (counts[name][key] ?? 0) + sign;
      }
    }
  }

  function shifted(facts: DecisionFacts, event: number): DecisionFacts {
    const [day, week, team, order] = [
      keyAt("personDay", event),
      keyAt("personWeek", event),
      keyAt("teamMonth", event),
      keyAt("order", event),
    ];
    const ofCustomer = grants.size === 0 ? undefined : grants.get(keyAt("customer", event));
    const isSame =
      ofCustomer === undefined &&
      isStill(minor, counts, "personDay", day) &&
      isStill(minor, counts, "personWeek", week) &&
      isStill(minor, counts, "teamMonth", team) &&
      isStill(minor, counts, "order", order);
    if (isSame) return facts;
    const used = (recorded: number, by: Float64Array | Int32Array, key: number) =>
      Math.max(0, recorded + (by[key] ?? 0));
    return {
      ...facts,
      dayUsedMinor: used(facts.dayUsedMinor, minor.personDay, day),
      dayUsedCount: used(facts.dayUsedCount, counts.personDay, day),
      weekUsedMinor: used(facts.weekUsedMinor, minor.personWeek, week),
      weekUsedCount: used(facts.weekUsedCount, counts.personWeek, week),
      teamUsedMinor: used(facts.teamUsedMinor, minor.teamMonth, team),
      teamUsedCount: used(facts.teamUsedCount, counts.teamMonth, team),
      orderGrantedMinor: used(facts.orderGrantedMinor, minor.order, order),
      orderGrantedCount: used(facts.orderGrantedCount, counts.order, order),
      customer:
        ofCustomer === undefined
          ? facts.customer
          : { ...facts.customer, grants: shiftGrants(facts.customer.grants, ofCustomer) },
    };
  }

  function readUsed(facts: DecisionFacts, event: number, into: Float64Array): void {
    const [day, week, team] = [
      keyAt("personDay", event),
      keyAt("personWeek", event),
      keyAt("teamMonth", event),
    ];
    into[0] = facts.dayUsedMinor + (minor.personDay[day] ?? 0);
    into[1] = facts.dayUsedCount + (counts.personDay[day] ?? 0);
    into[2] = facts.weekUsedMinor + (minor.personWeek[week] ?? 0);
    into[3] = facts.weekUsedCount + (counts.personWeek[week] ?? 0);
    into[4] = facts.teamUsedMinor + (minor.teamMonth[team] ?? 0);
    into[5] = facts.teamUsedCount + (counts.teamMonth[team] ?? 0);
  }

  return { move, shifted, readUsed };
}

type Shifted = Record<KeyName, Float64Array | Int32Array>;
const isStill = (minor: Shifted, counts: Shifted, name: Exclude<keyof KeyColumns, "customer">, key: number) =>
  minor[name][key] === 0 && counts[name][key] === 0;

/** Newest first, as they are recorded. */
function shiftGrants(recorded: DecisionFacts["customer"]["grants"], by: readonly Grant[]) {
  const kept = [...recorded];
  for (const { at, amountMinor, sign } of by) {
    if (sign > 0) kept.push({ at, amountMinor });
    else {
      const index = kept.findIndex((each) => each.at === at && each.amountMinor === amountMinor);
      if (index >= 0) kept.splice(index, 1);
    }
  }
  return kept.sort((a, b) => b.at - a.at);
}
