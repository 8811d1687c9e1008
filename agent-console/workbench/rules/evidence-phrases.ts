import type { PolicyRule, Schedule } from "../../../backend/contract/policy.ts";
import { instantOf, wallTime } from "../../text/zone-time.ts";
import { moneyNear } from "./amounts.ts";
import type { Phrase } from "./slots.ts";

export type EvidenceName = "photoAbove" | "photoAboveTrusted" | "packagingPhoto" | "auditShare";

function photo(name: "photoAbove" | "photoAboveTrusted", times: number): Phrase<EvidenceName> {
  return {
    name,
    isIn: (rule) => Object.keys(rule[name]).length > 0,
    add: (rule) => ({ ...rule, [name]: moneyNear(rule, times) }),
    remove: (rule) => ({ ...rule, [name]: {} }),
    slots: {
      amount: {
        kind: "money",
        whenUnset: "never",
        read: (rule) => rule[name],
        write: (rule, amounts) => ({ ...rule, [name]: amounts }),
      },
    },
  };
}

export const evidencePhrases: Phrase<EvidenceName>[] = [
  photo("photoAbove", 0.5),
  photo("photoAboveTrusted", 1),
  {
    name: "packagingPhoto",
    isIn: (rule) => rule.packagingPhoto,
    add: (rule) => ({ ...rule, packagingPhoto: true }),
    remove: (rule) => ({ ...rule, packagingPhoto: false }),
    slots: {},
  },
  {
    name: "auditShare",
    isIn: (rule) => rule.auditShare > 0,
    add: (rule) => ({ ...rule, auditShare: 5 }),
    remove: (rule) => ({ ...rule, auditShare: 0 }),
    slots: {
      count: {
        kind: "number",
        least: 1,
        most: 100,
        read: (rule) => rule.auditShare,
        write: (rule, auditShare) => ({ ...rule, auditShare }),
      },
    },
  },
];

const dayMs = 24 * 60 * 60_000;

/** "Peak season: 150 % from … until …": a rule may have several, each a sentence of its own. */
export function schedulePhrase(id: string): Phrase<"schedule"> {
  const of = (rule: PolicyRule) => rule.schedules.find((each) => each.id === id);
  const change = (rule: PolicyRule, part: Partial<Schedule>): PolicyRule => ({
    ...rule,
    schedules: rule.schedules.map((each) => (each.id === id ? { ...each, ...part } : each)),
  });
  return {
    name: "schedule",
    isIn: (rule) => of(rule) !== undefined,
    add: (rule) => rule,
    remove: (rule) => ({ ...rule, schedules: rule.schedules.filter((each) => each.id !== id) }),
    slots: {
      label: {
        kind: "text",
        isLong: false,
        read: (rule) => of(rule)?.label ?? "",
        write: (rule, label) => change(rule, { label }),
      },
      from: {
        kind: "moment",
        read: (rule) => of(rule)?.from ?? 0,
        write: (rule, from) => change(rule, { from }),
      },
      until: {
        kind: "moment",
        read: (rule) => of(rule)?.until ?? 0,
        write: (rule, until) => change(rule, { until }),
      },
      count: {
        kind: "number",
        least: 0,
        most: 1000,
        read: (rule) => of(rule)?.percent ?? 100,
        write: (rule, percent) => change(rule, { percent }),
      },
    },
  };
}

interface NewSchedule {
  id: string;
  label: string;
  now: number;
  /** The storefront's. */
  timeZone: string;
}

/** From tomorrow for a fortnight, half as much again: figures to begin from. */
export function withNewSchedule(rule: PolicyRule, { id, label, now, timeZone }: NewSchedule): PolicyRule {
  const midnightAfter = (days: number) => {
    const today = Date.parse(`${wallTime(now, timeZone).slice(0, 10)}T00:00Z`);
    const wall = wallTime(today + days * dayMs, "UTC");
    return instantOf(wall, timeZone) ?? now;
  };
  const [from, until] = [midnightAfter(1), midnightAfter(15)];
  return { ...rule, schedules: [...rule.schedules, { id, label, from, until, percent: 150 }] };
}
