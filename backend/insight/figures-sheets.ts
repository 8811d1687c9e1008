import {
  type FigureCut,
  type FigureGroup,
  type Figures,
  type GeneratedShare,
  outcomes,
} from "../contract/figures.ts";
import type { QueryAnswer } from "../contract/queries.ts";
import { claimReasons, type Locale } from "../contract/vocabulary.ts";
import { hour, minute } from "../core/clock.ts";
import { minorDigits } from "../core/money.ts";
import type { Cell } from "./figures-csv.ts";
import { type FigureWords, figureWords } from "./figures-words.ts";

/** `time`: a row for each day or week; `groups`: one for each department, agent or reason. */
export const sheetTables = ["time", "groups"] as const;
export type SheetTable = (typeof sheetTables)[number];

interface Sheet {
  table: SheetTable;
  by: FigureCut;
  locale: Locale;
}

interface Columns<T> {
  headings: string[];
  cells(figures: T): Cell[];
}

const minutes = (ms: number | null): Cell => (ms === null ? null : Math.round(ms / minute));
const hours = (ms: number): number => Math.round((ms / hour) * 100) / 100;
const percent = (part: number, whole: number): Cell =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 10;
/** As spreadsheets calculate with it: major units. */
const major = (minor: number, currency: string): number => minor / 10 ** minorDigits(currency);

function rowsOf<T>(
  { buckets, groups }: Figures<T>,
  { table, by, locale }: Sheet,
  columns: Columns<T>,
): Cell[][] {
  const words = figureWords[locale];
  if (table === "time") {
    return [
      [words.from, words.to, ...columns.headings],
      ...buckets.map(({ from, to, figures }) => [from, to, ...columns.cells(figures)]),
    ];
  }
  return [
    [words.cut[by], ...columns.headings],
    ...groups.map((group) => [nameOf(group, words), ...columns.cells(group.figures)]),
  ];
}

function nameOf({ key, name }: FigureGroup<unknown>, words: FigureWords): string {
  if (name !== "") return name;
  const reason = claimReasons.find((each) => each === key);
  return reason === undefined ? words.none : words.reasons[reason];
}

/** Behind the last row, where not all of it is the shop's own. */
export const generatedNote = ({ generated, of }: GeneratedShare, locale: Locale): Cell[][] =>
  generated === 0 ? [] : [[figureWords[locale].generated(generated, of)]];

export function outcomeSheet(answer: QueryAnswer<"figures.outcomes">, sheet: Sheet): Cell[][] {
  const words = figureWords[sheet.locale];
  return rowsOf(answer, sheet, {
    headings: outcomes.map((outcome) => words.outcomes[outcome]),
    cells: (figures) => outcomes.map((outcome) => figures[outcome]),
  });
}

export function waitingSheet(answer: QueryAnswer<"figures.waiting">, sheet: Sheet): Cell[][] {
  const words = figureWords[sheet.locale];
  return rowsOf(answer, sheet, {
    headings: [words.answered, words.waiting, words.median, words.p90, words.hours],
    cells: (waits) => [
      waits.answered,
      waits.waiting,
      minutes(waits.medianMs),
      minutes(waits.p90Ms),
      hours(waits.totalMs),
    ],
  });
}

export function trustSheet(answer: QueryAnswer<"figures.trust">, sheet: Sheet): Cell[][] {
  const words = figureWords[sheet.locale];
  const isMoneyTold = !(sheet.table === "groups" && sheet.by === "agent");
  const currencies = isMoneyTold ? Object.keys(answer.total.unprovenAmounts ?? {}).sort() : [];
  return rowsOf(answer, sheet, {
    headings: [
      words.given,
      words.unproven,
      ...currencies.map(words.unprovenIn),
      words.audited,
      words.delivered,
    ],
    cells: (trust) => [
      trust.given,
      trust.unproven,
      ...currencies.map((currency) => major(trust.unprovenAmounts?.[currency] ?? 0, currency)),
      trust.audited,
      trust.delivered,
    ],
  });
}

export function messengerSheet(answer: QueryAnswer<"figures.messenger">, sheet: Sheet): Cell[][] {
  const words = figureWords[sheet.locale];
  return rowsOf(answer, sheet, {
    headings: [words.cases, words.carried, words.index, words.asked, words.relayed, words.chased],
    cells: ({ cases, carried, asked, relayed, chased }) => [
      cases,
      carried,
      percent(carried, cases),
      asked,
      relayed,
      chased,
    ],
  });
}

/** The budgets over `time`, or how often each limit was hit. */
export function budgetSheet(answer: QueryAnswer<"figures.budgets">, { table, locale }: Sheet): Cell[][] {
  const words = figureWords[locale];
  if (table === "groups") {
    return [
      [words.limit, words.times],
      ...answer.hits.map(({ dimension, count }) => [words.limits[dimension], count]),
    ];
  }
  return [
    [words.budget, words.currency, words.drawn, words.mean, words.highest, words.least, words.most],
    ...answer.uses.map(({ scope, currency, drawn, meanMinor, highestMinor, limit }) => [
      words.scopes[scope],
      currency,
      drawn,
      major(meanMinor, currency),
      major(highestMinor, currency),
      limit === null ? null : major(limit.leastMinor, currency),
      limit === null ? null : major(limit.mostMinor, currency),
    ]),
  ];
}
