import type { Column } from "./columns.ts";
import type { Table } from "./table.ts";

/** A value as the driver takes it: JSON as text, flags as 0 and 1, the same on both engines. */
export function encode(value: unknown, column: Column): unknown {
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
