import type { Line } from "./line.ts";
import type { Reader } from "./reader.ts";
import { decodeRow } from "./rows.ts";
import { statementsOf } from "./save-steps.ts";
import { type Engine, type Statement, selectByIds } from "./statements.ts";
import { lockOrder, type Table } from "./table.ts";
import { createWritePlan } from "./write-plan.ts";
import type { Write } from "./writes.ts";

export interface Transaction extends Reader {
  /** Locks the row by its key until the commit and returns it; null where there is none. */
  lock<Row extends { id: string }>(table: Table<Row>, id: string): Promise<Row | null>;
  /** The same for many, in the order of their keys, in one statement. Returns those that are there, in the order asked for. */
  lockAll<Row extends { id: string }>(table: Table<Row>, ids: readonly string[]): Promise<Row[]>;
  /** Takes note of a decision's writes: later locks see them, later reads save them first. */
  apply(writes: readonly Write[]): void;
  /** Saves what was noted, in few statements; see write-plan.ts. */
  flush(): Promise<void>;
}

export interface OpenTransaction extends Transaction {
  /** What was noted and is not saved yet; from now on it counts as saved. */
  takeUnsaved(): Statement[];
}

interface Parts {
  /** SQLite has one writer at a time and no FOR UPDATE; MySQL locks rows. */
  engine: Engine;
  line: Line;
  /** Over the same connection, for what the line does not say. */
  reader: Reader;
}

type Keyed = { id: string };
/** What is known of a table's rows: as they are by now, null where there is none. */
type Known = Map<string, Keyed | null>;

export function openTransaction({ engine, line, reader }: Parts): OpenTransaction {
  const known = new Map<string, Known>();
  const plan = createWritePlan();
  let highestRank = -1;

  const knownOf = (table: { name: string }): Known => {
    const rows = known.get(table.name) ?? new Map();
    known.set(table.name, rows);
    return rows;
  };

  function checkOrder(table: Table<never>): void {
    if (table.lockRank === null) throw new Error(`rows of ${table.name} are never locked`);
    const rank = lockOrder.indexOf(table.lockRank);
    if (rank < highestRank) {
      throw new Error(`${table.name} locked after ${lockOrder[highestRank]}: against the fixed order`);
    }
    highestRank = rank;
  }

  async function lockAll<Row extends Keyed>(table: Table<Row>, ids: readonly string[]): Promise<Row[]> {
    const rows = knownOf(table) as Map<string, Row | null>;
    const wanted = [...new Set(ids)];
    const missing = wanted.filter((id) => !rows.has(id)).sort();
    if (missing.length > 0) {
      checkOrder(table as Table<never>);
      if (!plan.isEmpty()) await flush();
      const [raw = []] = await line.run([selectByIds(table, missing, { isLocking: engine === "mysql" })]);
      const found = raw.map((each) => decodeRow(table, each));
      // That there is none is known too: whoever asks again gets the same answer, and takes no lock out of order.
      for (const id of missing) rows.set(id, null);
      for (const row of found) rows.set(row.id, row);
    }
    return wanted.map((id) => rows.get(id) ?? null).filter((row) => row !== null);
  }

  /** Keeps what is known in step with a write that reaches rows by their values. */
  function change(table: Table<object>, key: object, become: (row: Keyed) => Keyed | null): void {
    const rows = known.get(table.name);
    if (rows === undefined) return;
    for (const [id, row] of rows) if (row !== null && matches(row, key)) rows.set(id, become(row));
  }

  function applyUpdate({ table, key, set: given }: Extract<Write, { kind: "update" }>): void {
    const set = withoutUndefined(given);
    if (Object.keys(set).length === 0) return;
    const id = (key as Partial<Keyed>).id;
    const row = id === undefined ? undefined : known.get(table.name)?.get(id);
    if (id === undefined || row === undefined) {
      change(table, key, (each) => ({ ...each, ...set }));
      plan.update(table, key, set);
    } else if (row !== null && matches(row, key)) {
      const changed = changedIn(row, set);
      if (changed.length === 0) return;
      const after = { ...row, ...set };
      knownOf(table).set(id, after);
      plan.save(table, id, after, changed);
    }
  }

  function applyOne(write: Write): void {
    const { table } = write;
    if (write.kind === "insert") {
      const row = write.row as Keyed;
      if (table.lockRank !== null) knownOf(table).set(row.id, row);
      plan.insert(table, row);
    } else if (write.kind === "remove") {
      change(table, write.key, () => null);
      plan.remove(table, write.key);
    } else applyUpdate(write);
  }

  const takeUnsaved = () => [...plan.take()].flatMap(([table, steps]) => statementsOf(engine, table, steps));

  async function flush(): Promise<void> {
    await line.run(takeUnsaved());
  }

  /** What was noted but not saved yet must be seen by a read. */
  const afterFlush =
    <A extends unknown[], R>(read: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (!plan.isEmpty()) await flush();
      await line.ready();
      return read(...args);
    };

  async function sql<T>(text: string, parameters: readonly unknown[] = []): Promise<T[]> {
    if (!plan.isEmpty()) await flush();
    const [found = []] = await line.run([{ sql: text, parameters: [...parameters] }]);
    return found as T[];
  }

  return {
    one: afterFlush(reader.one) as Reader["one"],
    many: afterFlush(reader.many) as Reader["many"],
    count: afterFlush(reader.count) as Reader["count"],
    sql,
    lock: async (table, id) => (await lockAll(table, [id]))[0] ?? null,
    lockAll,
    apply: (writes) => {
      for (const write of writes) applyOne(write);
    },
    flush,
    takeUnsaved,
  };
}

const matches = (row: object, key: object): boolean =>
  Object.entries(key).every(([name, value]) => (row as Record<string, unknown>)[name] === value);

const changedIn = (row: object, set: object): string[] =>
  Object.entries(set)
    .filter(([name, value]) => (row as Record<string, unknown>)[name] !== value)
    .map(([name]) => name);

/** A column that is not given is left as it is. */
const withoutUndefined = (set: object): object =>
  Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
