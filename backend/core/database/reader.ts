import type { EntityManager, FindManyOptions, FindOptionsWhere } from "typeorm";
import type { Table } from "./table.ts";

/** Reading, the same inside a transaction and outside. Every list says its limit. */
export interface Reader {
  one<Row extends object>(table: Table<Row>, where: FindOptionsWhere<Row>): Promise<Row | null>;
  many<Row extends object>(
    table: Table<Row>,
    options: FindManyOptions<Row> & { take: number },
  ): Promise<Row[]>;
  count<Row extends object>(table: Table<Row>, where: FindOptionsWhere<Row>): Promise<number>;
  /** For what the finders cannot say: `?` placeholders and backquoted names work on both engines. */
  sql<T>(text: string, parameters?: readonly unknown[]): Promise<T[]>;
}

export function readerOver(manager: EntityManager): Reader {
  return {
    one: (table, where) => manager.findOne(table.schema, { where }),
    many: (table, options) => manager.find(table.schema, options),
    count: (table, where) => manager.count(table.schema, { where }),
    sql: (text, parameters = []) => manager.query(text, [...parameters]),
  };
}
