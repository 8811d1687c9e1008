import { dayIn, monthIn, weekIn } from "../core/clock.ts";

/** What one remedy draws on. A key knows no rule and no policy version: publishing refills nothing. */
export interface BudgetKeys {
  personDay: string;
  personWeek: string;
  teamMonth: string;
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

/** The first of a person's departments, or the frontline, of which are all who belong to none. */
export const teamOf = (departmentIds: readonly string[]): string => [...departmentIds].sort()[0] ?? frontline;

/** scope|subject|currency|period, in the storefront's time zone, on the day of the grant. */
export function budgetKeys(of: Drawing): BudgetKeys {
  const { storefrontId, personId, departmentIds, customerId, currency, timeZone, now } = of;
  const key = (scope: string, subject: string, period: string) =>
    `${scope}|${storefrontId}/${subject}|${currency}|${period}`;
  return {
    personDay: key("person-day", personId, dayIn(timeZone, now)),
    personWeek: key("person-week", personId, weekIn(timeZone, now)),
    teamMonth: key("team-month", teamOf(departmentIds), monthIn(timeZone, now)),
    // Its window rolls: it is summed from the moves of the last days, under this row's lock.
    customer: customerId === null ? null : key("customer", customerId, "all"),
  };
}

/** What a remedy draws on whoever has said yes to it; the person's own day and week are spared by an approval. */
export const sharedKeys = ({ customer, teamMonth }: BudgetKeys): string[] =>
  customer === null ? [teamMonth] : [customer, teamMonth];

export const allKeys = (keys: BudgetKeys): string[] => [...sharedKeys(keys), keys.personDay, keys.personWeek];
