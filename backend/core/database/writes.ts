import type { Table } from "./table.ts";

/** What a decision wants changed, as data: `decide` stays pure, and many decisions can be saved in few statements. */
export type Write =
  | { kind: "insert"; table: Table<object>; row: object }
  | { kind: "update"; table: Table<object>; key: object; set: object }
  | { kind: "replace"; table: Table<object>; before: KeyedRow; after: KeyedRow }
  | { kind: "remove"; table: Table<object>; key: object };

type KeyedRow = { id: string };

/** Row types differ per table; inside the machinery a row is just an object. */
const anyTable = <Row extends object>(table: Table<Row>) => table as unknown as Table<object>;

export function insert<Row extends object>(table: Table<Row>, row: NoInfer<Row>): Write {
  return { kind: "insert", table: anyTable(table), row };
}

export function update<Row extends object>(
  table: Table<Row>,
  key: Partial<NoInfer<Row>>,
  set: Partial<NoInfer<Row>>,
): Write {
  return { kind: "update", table: anyTable(table), key, set };
}

/** Of a row that is held: how it was found and what it has become. What is the same in both is left as it is. */
export function replace<Row extends KeyedRow>(
  table: Table<Row>,
  before: NoInfer<Row>,
  after: NoInfer<Row>,
): Write {
  return { kind: "replace", table: anyTable(table), before, after };
}

export function remove<Row extends object>(table: Table<Row>, key: Partial<NoInfer<Row>>): Write {
  return { kind: "remove", table: anyTable(table), key };
}
