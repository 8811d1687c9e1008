import { z } from "zod";
import { declare, shape, staffOnly } from "../declaration.ts";
import { id, pageSize } from "../fields.ts";
import {
  type AuditEndings,
  type BudgetFigures,
  type FigureCase,
  type Figures,
  figureCuts,
  figureSlices,
  figureSteps,
  type GeneratedShare,
  type Messenger,
  type Outcomes,
  type Trust,
  type Waits,
} from "../figures.ts";
import { limitDimensions } from "../policy.ts";

const dayMs = 86_400_000;
const mostDays = 732;
const mostBuckets = 110;

/** A calendar day of the storefront's time zone. */
const calendarDay = z.iso.date();
const daysOf = ({ from, to }: { from: string; to: string }) =>
  (Date.parse(to) - Date.parse(from)) / dayMs + 1;

const period = z.object({ storefrontId: id, from: calendarDay, to: calendarDay });
const isInOrder = [
  ({ from, to }: { from: string; to: string }) => from <= to,
  "ends before it begins",
] as const;
const isBounded = [(of: { from: string; to: string }) => daysOf(of) <= mostDays, "is too long"] as const;

const overTime = period
  .extend({ step: z.enum(figureSteps).default("week"), by: z.enum(figureCuts).default("reason") })
  .refine(...isInOrder)
  .refine(...isBounded)
  .refine((of) => of.step === "week" || daysOf(of) <= mostBuckets, "has too many days for single ones");

const figure = <T>(summary: string) =>
  declare({
    summary: `${summary} Agents get their own.`,
    who: staffOnly,
    input: overTime,
    answer: shape<T>(),
  });

export const figureQueries = {
  "figures.outcomes": figure<Figures<Outcomes>>("Granted at once, approved, declined, over time and cut."),
  "figures.waiting": figure<Figures<Waits>>("How long requests for an approval took."),
  "figures.trust": figure<Figures<Trust> & { audit: AuditEndings }>(
    "What was given without evidence, and what audits brought.",
  ),
  "figures.messenger": figure<Figures<Messenger>>("The messenger index, always per week."),
  "figures.budgets": figure<BudgetFigures>(
    "How far budgets were used, and how often limits stood in the way.",
  ),
  "figures.generated": declare({
    summary: "How many remedies of a period the generator of demo history made. Agents get their own.",
    who: staffOnly,
    input: period.refine(...isInOrder).refine(...isBounded),
    answer: shape<GeneratedShare>(),
  }),
  "figures.cases": declare({
    summary: "The cases behind a figure, newest first. Agents get their own.",
    who: staffOnly,
    input: period
      .extend({
        slice: z.enum(figureSlices),
        by: z.enum(figureCuts).default("reason"),
        /** A group's key; null for all groups. */
        key: z.string().max(60).nullable().default(null),
        /** Which limit, for the slice `hit`. */
        limitedBy: z.enum(limitDimensions).nullable().default(null),
        after: z.string().max(100).nullable().default(null),
        limit: pageSize,
      })
      .refine(...isInOrder)
      .refine(...isBounded),
    answer: shape<{ cases: FigureCase[]; next: string | null }>(),
  }),
};
