import { type Outcome, type Outcomes, outcomes } from "../contract/figures.ts";
import type { RemedyState } from "../contract/vocabulary.ts";
import type { Reader } from "../core/database/reader.ts";
import type { Bucket } from "./figures-period.ts";
import { meaningOf, remediesIn, remedyCut, type Scope } from "./figures-scope.ts";

export const noOutcomes = (): Outcomes =>
  Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Outcomes;

/** A request that was promised in the end was approved, also where carrying it out failed later. */
export function outcomeOf(state: RemedyState, isRequest: boolean): Outcome {
  const means = meaningOf(state);
  if (means === "promised" || means === "failed") return isRequest ? "approved" : "granted";
  return means;
}

interface Row {
  cut: string;
  isRequest: number | string;
  state: RemedyState;
  count: number | string;
}

export async function readOutcomes(
  reader: Reader,
  scope: Scope,
  bucket: Bucket,
): Promise<Map<string, Outcomes>> {
  const among = remediesIn(scope, bucket);
  const rows = await reader.sql<Row>(
    `SELECT ${remedyCut(scope)} AS \`cut\`, CASE WHEN r.\`because\` IS NULL THEN 0 ELSE 1 END AS \`isRequest\`, ` +
      `r.\`state\`, COUNT(*) AS \`count\` FROM \`remedies\` r WHERE ${among.sql} GROUP BY 1, 2, 3`,
    among.parameters,
  );
  const found = new Map<string, Outcomes>();
  for (const { cut, isRequest, state, count } of rows) {
    const counts = found.get(cut) ?? noOutcomes();
    counts[outcomeOf(state, Number(isRequest) === 1)] += Number(count);
    found.set(cut, counts);
  }
  return found;
}

export function addOutcomes(a: Outcomes, b: Outcomes): Outcomes {
  return Object.fromEntries(outcomes.map((outcome) => [outcome, a[outcome] + b[outcome]])) as Outcomes;
}
