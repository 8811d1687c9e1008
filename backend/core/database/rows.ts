import type { Column } from "./columns.ts";
import type { Table } from "./table.ts";

/** A value as the driver takes it: JSON as text, flags as 0 and 1, the same on both engines. */
function encode(value: unknown, column: Column): unknown {
  if (value === null || value === undefined) return column.usual ?? null;
  if (column.isJson) return JSON.stringify(value);
  return typeof value === "boolean" ? Number(value) : value;
}

/** And back: MySQL gives large integers as text or numbers, both give flags as 0 and 1. */
function decode(value: unknown, column: Column): unknown {
  if (value === null || value === undefined) return null;
  if (column.isJson) return typeof value === "string" ? JSON.parse(value) : value;
  return column.type === "boolean" ? Boolean(Number(value)) : Number(value);
}

/** In the order of the table's columns. */
export function encodeRow(table: Table<object>, row: object): unknown[] {
  const values = row as Record<string, unknown>;
  const encoded: unknown[] = [];
  for (const [name, column] of table.columns) encoded.push(encode(values[name], column));
  return encoded;
}

/** Of the columns with these names, in their order. */
export function encodeColumns(table: Table<object>, row: object, names: readonly string[]): unknown[] {
  const values = row as Record<string, unknown>;
  return names.map((name) => encode(values[name], table.columnOf(name)));
}

/** Of some of its columns, those that are given. */
export function encodeValues(table: Table<object>, given: object): [name: string, value: unknown][] {
  const values = given as Record<string, unknown>;
  return table.columns
    .filter(([name]) => values[name] !== undefined)
    .map(([name, column]) => [name, encode(values[name], column)]);
}

/** Whether a driver may give it otherwise than we hold it. */
const mayDiffer = ({ type, isJson }: Column) => isJson || type === "bigint" || type === "boolean";

/** In its place: nobody else holds what a driver has just read. */
export function decodeRow<Row extends object>(table: Table<Row>, raw: object): Row {
  const row = raw as Record<string, unknown>;
  for (const [name, column] of table.columns) {
    if (mayDiffer(column)) row[name] = decode(row[name], column);
  }
  return row as Row;
}
