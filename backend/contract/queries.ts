import type { z } from "zod";
import { consoleQueries } from "./queries/console.ts";
import { figureQueries } from "./queries/figures.ts";
import { insightQueries } from "./queries/insight.ts";
import { officeQueries } from "./queries/office.ts";
import { policyQueries } from "./queries/policies.ts";
import { widgetQueries } from "./queries/widget.ts";

export const queries = {
  ...widgetQueries,
  ...consoleQueries,
  ...officeQueries,
  ...policyQueries,
  ...figureQueries,
  ...insightQueries,
};

export type QueryName = keyof typeof queries;
export type QueryInput<N extends QueryName> = z.input<(typeof queries)[N]["input"]>;
export type QueryAnswer<N extends QueryName> = z.output<(typeof queries)[N]["answer"]>;
