import { dayIn, monthIn, weekIn } from "../core/clock.ts";

/** What one remedy draws on. A key knows no rule and no policy version: publishing refills nothing. */
export interface BudgetKeys {
  personDay: string;
  personWeek: string;
  /** The team's: locked where a rule caps it, and never drawn on itself. */
  teamMonth: string;
  /** This person's part of it, so that nobody waits for the team where no rule caps it. */
  teamShare: string;
  /** Null for an order of nobody whom the shop knows. */
  customer: string | null;
}

export interface Drawing {
  storefrontId: string;
  personId: string;
  departmentIds: readonly string[];
  customerId: string | null;
  currency: string;
  timeZone: string;
  now: number;
}

const frontline = "frontline";
const shareSign = "/";
/** What follows it in the order of keys. */
const afterShareSign = "0";

/** From the one up to the other, without it, lie the keys of all parts of a team's month. */
export const sharesOf = (teamMonth: string): [string, string] => [
  teamMonth + shareSign,
  teamMonth + afterShareSign,
];

/** The budget as it is shown: of a person's part of a team's month that month. */
export const wholeOf = (budgetId: string): string =>
  budgetId.startsWith("team-month|") && budgetId.lastIndexOf(shareSign) > budgetId.lastIndexOf("|")
    ? budgetId.slice(0, budgetId.lastIndexOf(shareSign))
    : budgetId;

/** The first of a person's departments, or the frontline, of which are all who belong to none. */
const teamOf = (departmentIds: readonly string[]): string => [...departmentIds].sort()[0] ?? frontline;

/** scope|subject|currency|period, in the storefront's time zone, on the day of the grant. */
export function budgetKeys(of: Drawing): BudgetKeys {
  const { storefrontId, personId, departmentIds, customerId, currency, timeZone, now } = of;
  const key = (scope: string, subject: string, period: string) =>
    `${scope}|${storefrontId}/${subject}|${currency}|${period}`;
  const teamMonth = key("team-month", teamOf(departmentIds), monthIn(timeZone, now));
  return {
    personDay: key("person-day", personId, dayIn(timeZone, now)),
    personWeek: key("person-week", personId, weekIn(timeZone, now)),
    teamMonth,
    teamShare: `${teamMonth}${shareSign}${personId}`,
    // Its window rolls: it is summed from the moves of the last days, under this row's lock.
    customer: customerId === null ? null : key("customer", customerId, "all"),
  };
}

/** What a remedy draws on whoever has said yes to it; the person's own day and week are spared by an approval. */
export const sharedKeys = ({ customer, teamShare }: BudgetKeys): string[] =>
  customer === null ? [teamShare] : [customer, teamShare];

export const allKeys = (keys: BudgetKeys): string[] => [...sharedKeys(keys), keys.personDay, keys.personWeek];
