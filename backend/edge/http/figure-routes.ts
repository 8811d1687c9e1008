import { Router } from "express";
import { z } from "zod";
import { type FigureName, figureCuts, figureNames, type GeneratedShare } from "../../contract/figures.ts";
import { locales } from "../../contract/vocabulary.ts";
import { refuse } from "../../core/refusal.ts";
import { type Cell, toCsv } from "../../insight/figures-csv.ts";
import {
  budgetSheet,
  generatedNote,
  messengerSheet,
  outcomeSheet,
  sheetTables,
  trustSheet,
  waitingSheet,
} from "../../insight/figures-sheets.ts";
import { callQuery } from "../call.ts";
import type { Doors } from "../doors.ts";
import type { AnswerFailure } from "./answering.ts";
import { askingOf } from "./asking.ts";

const sheets: Record<FigureName, (answer: never, sheet: never) => Cell[][]> = {
  outcomes: outcomeSheet,
  waiting: waitingSheet,
  trust: trustSheet,
  messenger: messengerSheet,
  budgets: budgetSheet,
};

const dress = z.object({
  table: z.enum(sheetTables).default("time"),
  by: z.enum(figureCuts).default("reason"),
  locale: z.enum(locales).default("en"),
});

/**
 * GET /api/figures/<name>.csv: what the query of that name answers to the same person, as a sheet. The language is part of
 * the address, because a browser that follows a link tells its own and not the console's.
 */
export function createFigureRoutes(doors: Doors, answerFailure: AnswerFailure): Router {
  return Router().get("/figures/:file", (request, response) => {
    const { table: _table, locale: _locale, ...asked } = request.query;
    const sheet = dress.safeParse(request.query);
    const name = figureNames.find((each) => `${each}.csv` === request.params.file);
    const answer = async () => {
      if (name === undefined) refuse("not_found", {});
      const input = { ...asked };
      const found = await callQuery(doors, askingOf(request), { name: `figures.${name}`, input });
      if (!sheet.success) refuse("malformed", { issues: [{ path: "table", message: "is not known" }] });
      const share = await callQuery(doors, askingOf(request), { name: "figures.generated", input });
      const rows = sheets[name](found as never, sheet.data as never);
      const csv = toCsv([...rows, ...generatedNote(share as GeneratedShare, sheet.data.locale)]);
      response
        .set("Content-Type", "text/csv; charset=utf-8")
        .set("Content-Disposition", `attachment; filename="${fileName(name, asked)}"`)
        .send(csv);
    };
    answer().catch((error: unknown) => answerFailure(request, response, error));
  });
}

/** The days have been parsed by the query; nothing else of the address is repeated. */
const fileName = (name: FigureName, { from, to }: Record<string, unknown>) =>
  `frontline-${name}-${String(from)}-${String(to)}.csv`;
