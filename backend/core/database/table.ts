import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";
import { type Column, column } from "./columns.ts";

/**
 * The fixed order in which rows are locked. A transaction that locks against it is a bug and is told so, because two
 * such transactions could wait for each other for ever.
 */
export const lockOrder = [
  "receipt",
  "session",
  "person",
  "storefront",
  "shopper",
  "customer",
  "order",
  "ticket",
  "claim",
  "escalation",
  "remedy",
  "attempt",
  "photo",
  "stock",
  "budget",
  "policy",
  "run",
  "job",
  "counter",
] as const;
export type LockRank = (typeof lockOrder)[number];

export const versionColumn = "version";

export interface Table<Row extends object> {
  readonly name: string;
  readonly schema: EntitySchema<Row>;
  readonly keys: readonly (keyof Row & string)[];
  /** In the order in which they were declared. */
  readonly columns: readonly (readonly [name: string, column: Column])[];
  /** Throws for a name that is none of its columns'. */
  columnOf(name: string): Column;
  /** Null: rows of this table are never locked. */
  readonly lockRank: LockRank | null;
  /** Each change of a row raises its `version`, a column that only the machinery knows. */
  readonly isVersioned: boolean;
  /** Of a table that says who somebody is: the columns whose ids an actor rests on. Null: it says nothing of the kind. */
  readonly stampedBy: readonly string[] | null;
}

export interface TableShape<Row extends object> {
  columns: Record<keyof Row & string, Column>;
  indexes?: (keyof Row & string)[][];
  uniques?: (keyof Row & string)[][];
}

const asNumber = {
  to: (value: unknown) => value,
  from: (value: unknown) => (value === null || value === undefined ? null : Number(value)),
};

function toSchemaColumn(column: Column): EntitySchemaColumnOptions {
  return {
    type: column.isJson ? "simple-json" : column.type,
    length: column.length,
    primary: column.isKey ?? false,
    nullable: column.isNullable ?? false,
    default: column.usual,
    transformer: column.type === "bigint" ? asNumber : undefined,
  };
}

/** Index names are the same on every engine, so that migrations and tables agree. */
export function indexName(table: string, columns: readonly string[], kind: "ix" | "uq"): string {
  return `${kind}_${table}_${columns.join("_")}`.slice(0, 64);
}

interface Manners<Row extends object> {
  lockRank?: LockRank;
  isVersioned?: true;
  stampedBy?: (keyof Row & string)[];
}

export function defineTable<Row extends object>(
  name: string,
  shape: TableShape<Row> & Manners<Row>,
): Table<Row> {
  const isVersioned = shape.isVersioned ?? false;
  const columns = Object.entries<Column>({
    ...shape.columns,
    ...(isVersioned ? { [versionColumn]: column.version() } : {}),
  });
  const schema = new EntitySchema<Row>({
    name,
    tableName: name,
    columns: Object.fromEntries(columns.map(([key, column]) => [key, toSchemaColumn(column)])) as never,
    indices: [
      ...(shape.indexes ?? []).map((each) => ({
        name: indexName(name, each, "ix"),
        columns: each,
      })),
      ...(shape.uniques ?? []).map((each) => ({
        name: indexName(name, each, "uq"),
        columns: each,
        unique: true,
      })),
    ],
  });
  const keys = columns.filter(([, column]) => column.isKey).map(([key]) => key as keyof Row & string);
  const byName = new Map(columns);
  return {
    name,
    schema,
    keys,
    columns,
    columnOf(column) {
      const found = byName.get(column);
      if (found === undefined) throw new Error(`${name} has no column ${column}`);
      return found;
    },
    lockRank: shape.lockRank ?? null,
    isVersioned,
    stampedBy: shape.stampedBy ?? null,
  };
}
