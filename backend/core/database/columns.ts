/** Column types that SQLite and MySQL both take, said once for tables and migrations alike. */
export interface Column {
  type: "varchar" | "text" | "bigint" | "int" | "boolean";
  length?: number;
  isKey?: boolean;
  isNullable?: boolean;
  isJson?: boolean;
  /** Compared byte for byte on MySQL too, whose usual collations hold "Ann", "ann" and "änn" for the same. */
  isExact?: boolean;
  /** What a row has that says nothing of it. */
  usual?: number;
}

const of = (type: Column["type"], length?: number): Column => ({
  type,
  length,
});

export const column = {
  /** The primary key: a UUID, or a composed text of at most 191 characters (MySQL's index limit with utf8mb4). */
  key: (length = 36): Column => ({ type: "varchar", length, isKey: true }),
  numberKey: (): Column => ({ type: "int", isKey: true }),
  id: () => of("varchar", 36),
  text: (length: number) => of("varchar", length),
  /** Somebody else's id: two that differ in case alone are two. */
  exact: (length: number): Column => ({ type: "varchar", length, isExact: true }),
  /** Up to 64 KB on MySQL. */
  longText: () => of("text"),
  json: (): Column => ({ type: "text", isJson: true }),
  /** Milliseconds since the epoch. */
  at: () => of("bigint"),
  /** Minor units of a currency. */
  minor: () => of("bigint"),
  int: () => of("int"),
  flag: () => of("boolean"),
  /** How often a row was changed; see `Table.isVersioned`. */
  version: (): Column => ({ type: "int", usual: 0 }),
  optional: (inner: Column): Column => ({ ...inner, isNullable: true }),
};
