import { In } from "typeorm";
import type { FigureCut, FigureGroup, Figures } from "../contract/figures.ts";
import type { Reader } from "../core/database/reader.ts";
import { departments, people } from "../staff/tables.ts";
import type { Bucket } from "./figures-period.ts";
import type { Scope } from "./figures-scope.ts";

/** How one figure is counted and shown. `Counts` are what can be added up. */
export interface Figure<Counts, Shown> {
  none(): Counts;
  add(a: Counts, b: Counts): Counts;
  show(counts: Counts, place: { isGroup: boolean }): Shown;
  read(reader: Reader, scope: Scope, bucket: Bucket): Promise<Map<string, Counts>>;
  /** Of a bucket, where it is less than the sum of its groups. */
  readTotal?(reader: Reader, scope: Scope, bucket: Bucket): Promise<Counts>;
}

export interface Counted<Counts> {
  buckets: { bucket: Bucket; counts: Counts }[];
  total: Counts;
  groups: Map<string, Counts>;
}

/**
 * One bucket after the other: each is a short range of an index, so that no statement holds the database, or on SQLite the
 * process, for as long as the whole period takes.
 */
export async function countFigure<Counts>(
  reader: Reader,
  figure: Figure<Counts, unknown>,
  scope: Scope,
  buckets: Bucket[],
): Promise<Counted<Counts>> {
  const groups = new Map<string, Counts>();
  const counted: Counted<Counts>["buckets"] = [];
  let total = figure.none();
  for (const bucket of buckets) {
    const found = await figure.read(reader, scope, bucket);
    for (const [key, counts] of found) groups.set(key, figure.add(groups.get(key) ?? figure.none(), counts));
    const counts =
      (await figure.readTotal?.(reader, scope, bucket)) ??
      [...found.values()].reduce(figure.add, figure.none());
    total = figure.add(total, counts);
    counted.push({ bucket, counts });
  }
  return { buckets: counted, total, groups };
}

const mostNames = 2000;

/** What people call the groups; reasons are named by the reader's language. */
async function namesOf(reader: Reader, by: FigureCut, keys: string[]): Promise<Map<string, string>> {
  const where = { id: In(keys.slice(0, mostNames)) };
  const take = mostNames;
  if (by === "reason" || keys.length === 0) return new Map();
  const rows =
    by === "agent"
      ? await reader.many(people, { where, take })
      : await reader.many(departments, { where, take });
  return new Map(rows.map((row) => [row.id, row.name]));
}

export async function showFigure<Counts, Shown>(
  reader: Reader,
  figure: Figure<Counts, Shown>,
  scope: Scope,
  counted: Counted<Counts>,
): Promise<Figures<Shown>> {
  const names = await namesOf(reader, scope.by, [...counted.groups.keys()]);
  const groups: FigureGroup<Shown>[] = [...counted.groups].map(([key, counts]) => ({
    key,
    name: names.get(key) ?? "",
    figures: figure.show(counts, { isGroup: true }),
  }));
  return {
    timeZone: scope.timeZone,
    buckets: counted.buckets.map(({ bucket, counts }) => ({
      from: bucket.from,
      to: bucket.to,
      figures: figure.show(counts, { isGroup: false }),
    })),
    total: figure.show(counted.total, { isGroup: false }),
    groups: groups.sort((a, b) => a.name.localeCompare(b.name) || (a.key < b.key ? -1 : 1)),
  };
}
