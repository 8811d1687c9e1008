import type { FigureCut, FigureStep } from "../../backend/contract/figures.ts";
import { createStore, useStore } from "../wire/store.ts";

export const ranges = ["7", "30", "90", "custom"] as const;
export type Range = (typeof ranges)[number];

export interface Choice {
  storefrontId: string | null;
  range: Range;
  /** Calendar days, used where the range is custom. */
  from: string;
  to: string;
  step: FigureStep;
  by: FigureCut;
}

/** Kept while the console is open, so that coming back from a case finds the figures as they were left. */
const chosen = createStore<Choice>({
  storefrontId: null,
  range: "30",
  from: "",
  to: "",
  step: "day",
  by: "reason",
});

export const useChoice = () => useStore(chosen);
export const choose = (change: Partial<Choice>) => chosen.set({ ...chosen.get(), ...change });

const dayMs = 86_400_000;
const mostDays = 732;
export const mostSingleDays = 110;

const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);
const plusDays = (day: string, days: number) => new Date(noon(day) + days * dayMs).toISOString().slice(0, 10);
export const daysBetween = (from: string, to: string) => Math.round((noon(to) - noon(from)) / dayMs) + 1;

/** Today as the storefront's calendar has it. */
export function todayIn(timeZone: string, now = Date.now()): string {
  const date = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  return new Intl.DateTimeFormat("en-CA", { timeZone, ...date }).format(now);
}

/** Null where the typed days are no period. */
export function periodOf({ range, from, to }: Choice, today: string): { from: string; to: string } | null {
  if (range !== "custom") return { from: plusDays(today, 1 - Number(range)), to: today };
  const isPeriod = from !== "" && to !== "" && from <= to && daysBetween(from, to) <= mostDays;
  return isPeriod ? { from, to } : null;
}

/** Many single days are too fine to be seen, and more than the server counts. */
export const stepOf = ({ step }: Choice, { from, to }: { from: string; to: string }): FigureStep =>
  daysBetween(from, to) > mostSingleDays ? "week" : step;
