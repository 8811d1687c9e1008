import { type BudgetKeys, budgetKeys, sharesOf, wholeOf } from "../authority/budget-keys.ts";
import { readPolicy } from "../authority/queries.ts";
import { type BudgetFigures, type BudgetScope, type BudgetUse, budgetScopes } from "../contract/figures.ts";
import { type LimitDimension, limitDimensions, type PolicyRule } from "../contract/policy.ts";
import type { Reader } from "../core/database/reader.ts";
import type { Bucket } from "./figures-period.ts";
import { remediesIn, type Scope } from "./figures-scope.ts";
import { hitBy } from "./figures-slices.ts";

/** Whose budgets were drawn on in the period. */
interface Drawer {
  personId: string;
  departmentId: string;
  currency: string;
}

/** Of all periods of one budget in a row: their keys differ in the last part alone, which rises with time. */
interface KeyRange {
  scope: BudgetScope;
  currency: string;
  first: string;
  last: string;
}

export async function readBudgetFigures(
  reader: Reader,
  scope: Scope,
  buckets: Bucket[],
): Promise<BudgetFigures> {
  const drawers = new Map<string, Drawer>();
  const hits = new Map<LimitDimension, number>();
  for (const bucket of buckets) {
    for (const drawer of await readDrawers(reader, scope, bucket))
      drawers.set(Object.values(drawer).join("|"), drawer);
    for (const [dimension, count] of await readHits(reader, scope, bucket))
      hits.set(dimension, (hits.get(dimension) ?? 0) + count);
  }
  const ranges = rangesOf(scope, [...drawers.values()], buckets);
  const rules = (await readPolicy(reader, scope.storefrontId))?.rules ?? [];
  return {
    timeZone: scope.timeZone,
    uses: toUses(await readDrawn(reader, ranges), rules),
    hits: [...hits].map(([dimension, count]) => ({ dimension, count })).sort((a, b) => b.count - a.count),
  };
}

async function readDrawers(reader: Reader, scope: Scope, bucket: Bucket): Promise<Drawer[]> {
  const among = remediesIn(scope, bucket);
  return reader.sql<Drawer>(
    "SELECT DISTINCT r.`requesterId` AS `personId`, COALESCE(r.`departmentId`, '') AS `departmentId`, r.`currency` " +
      `FROM \`remedies\` r WHERE ${among.sql}`,
    among.parameters,
  );
}

async function readHits(reader: Reader, scope: Scope, bucket: Bucket): Promise<[LimitDimension, number][]> {
  const among = remediesIn(scope, bucket);
  const sums = limitDimensions.map(
    (dimension) => `SUM(CASE WHEN ${hitBy(dimension)} THEN 1 ELSE 0 END) AS \`${dimension}\``,
  );
  const [row] = await reader.sql<Record<LimitDimension, number | string | null>>(
    `SELECT ${sums.join(", ")} FROM \`remedies\` r WHERE ${among.sql} AND r.\`because\` IS NOT NULL`,
    among.parameters,
  );
  return limitDimensions.flatMap((dimension) => {
    const count = Number(row?.[dimension] ?? 0);
    return count === 0 ? [] : [[dimension, count]];
  });
}

const keyOf: Record<BudgetScope, (keys: BudgetKeys) => string> = {
  "person-day": (keys) => keys.personDay,
  "person-week": (keys) => keys.personWeek,
  "team-month": (keys) => keys.teamMonth,
};

/** A team's budget is everybody's, so an agent's own figures are without it. */
function rangesOf(scope: Scope, drawers: Drawer[], buckets: Bucket[]): KeyRange[] {
  const [oldest, newest] = [buckets.at(0), buckets.at(-1)];
  if (oldest === undefined || newest === undefined) return [];
  const ranges = new Map<string, KeyRange>();
  for (const { personId, departmentId, currency } of drawers) {
    const keysAt = (now: number) =>
      budgetKeys({
        storefrontId: scope.storefrontId,
        timeZone: scope.timeZone,
        personId,
        departmentIds: departmentId === "" ? [] : [departmentId],
        customerId: null,
        currency,
        now,
      });
    const [first, last] = [keysAt(oldest.startAt), keysAt(newest.endAt - 1)];
    for (const each of budgetScopes) {
      if (each === "team-month" && scope.personId !== null) continue;
      const end = each === "team-month" ? sharesOf(last.teamMonth)[1] : keyOf[each](last);
      const range = { scope: each, currency, first: keyOf[each](first), last: end };
      ranges.set(range.first, range);
    }
  }
  return [...ranges.values()];
}

interface Drawn {
  scope: BudgetScope;
  currency: string;
  minors: number[];
}

const rangesAtOnce = 50;

async function readDrawn(reader: Reader, ranges: KeyRange[]): Promise<Drawn[]> {
  const drawn = new Map<string, Drawn>();
  for (let from = 0; from < ranges.length; from += rangesAtOnce) {
    const some = ranges.slice(from, from + rangesAtOnce);
    // Not one statement with OR: SQLite would read the whole table for it.
    const range =
      "SELECT b.`id`, b.`reservedMinor` + b.`committedMinor` AS `minor` FROM `budgets` b WHERE b.`id` >= ? AND b.`id` <= ?";
    const rows = await reader.sql<{ id: string; minor: number | string }>(
      some.map(() => range).join(" UNION ALL "),
      some.flatMap(({ first, last }) => [first, last]),
    );
    // A team's month is the sum of its people's parts.
    const wholes = new Map<string, number>();
    for (const { id, minor } of rows) wholes.set(wholeOf(id), (wholes.get(wholeOf(id)) ?? 0) + Number(minor));
    for (const [id, minor] of wholes) {
      const [scope = "", , currency = ""] = id.split("|");
      const known = drawn.get(`${scope}|${currency}`) ?? {
        scope: scope as BudgetScope,
        currency,
        minors: [],
      };
      // One that was given back whole has been drawn on by nobody.
      if (minor > 0) known.minors.push(minor);
      drawn.set(`${scope}|${currency}`, known);
    }
  }
  return [...drawn.values()];
}

const limitIn: Record<BudgetScope, (rule: PolicyRule, currency: string) => number | undefined> = {
  "person-day": (rule, currency) => rule.perDay[currency],
  "person-week": (rule, currency) => rule.caps.perWeek[currency],
  "team-month": (rule, currency) => rule.caps.perTeamMonth[currency],
};

function toUses(drawn: Drawn[], rules: PolicyRule[]): BudgetUse[] {
  return drawn
    .filter(({ minors }) => minors.length > 0)
    .map(({ scope, currency, minors }) => {
      const limits = rules.flatMap((rule) => limitIn[scope](rule, currency) ?? []);
      const sum = minors.reduce((total, minor) => total + minor, 0);
      return {
        scope,
        currency,
        drawn: minors.length,
        meanMinor: Math.round(sum / minors.length),
        highestMinor: Math.max(...minors),
        limit:
          limits.length === 0 ? null : { leastMinor: Math.min(...limits), mostMinor: Math.max(...limits) },
      };
    })
    .sort(
      (a, b) =>
        a.currency.localeCompare(b.currency) || budgetScopes.indexOf(a.scope) - budgetScopes.indexOf(b.scope),
    );
}
