import { createStampNotes } from "./identity-stamps.ts";
import type { Line } from "./line.ts";
import type { Reader } from "./reader.ts";
import { decodeRow } from "./rows.ts";
import { statementsOf } from "./save-steps.ts";
import { type Dialect, type Statement, selectByIds } from "./statements.ts";
import { lockOrder, type Table, versionColumn } from "./table.ts";
import { createWritePlan } from "./write-plan.ts";
import type { Write } from "./writes.ts";

export interface Transaction extends Reader {
  /** Locks the row by its key until the commit and returns it; null where there is none. */
  lock<Row extends { id: string }>(table: Table<Row>, id: string): Promise<Row | null>;
  /** The same for many, in the order of their keys, in one statement. Returns those that are there, in the order asked for. */
  lockAll<Row extends { id: string }>(table: Table<Row>, ids: readonly string[]): Promise<Row[]>;
  /** As it is by now, of a row that was locked before; null where there is none. Throws for one that was not. */
  held<Row extends { id: string }>(table: Table<Row>, id: string): Row | null;
  /** Takes note of a decision's writes: later locks see them, later reads save them first. */
  apply(writes: readonly Write[]): void;
  /** Saves what was noted, in few statements; see write-plan.ts. */
  flush(): Promise<void>;
}

export interface OpenTransaction extends Transaction {
  /** What was noted and is not saved yet; from now on it counts as saved. `provided`: what recalled rows are saved on condition of, in SQL. */
  takeUnsaved(provided?: string): Statement[];
  /** Holds for locked what somebody remembers; what is saved then is saved on condition that it was so. */
  recall<Row extends Keyed>(table: Table<Row>, row: Row): void;
  /** The row as it is by now; null where it is known that there is none, undefined where nothing is known. */
  known<Row extends Keyed>(table: Table<Row>, id: string): Row | null | undefined;
  /** The rows of versioned tables that are known here, as they are by now. */
  versionedRows(): { table: Table<object>; rows: ReadonlyMap<string, Keyed | null> }[];
}

interface Parts {
  /** SQLite has one writer at a time and no FOR UPDATE; MySQL locks rows. */
  dialect: Dialect;
  line: Line;
  /** Over the same connection, for what the line does not say. */
  reader: Reader;
}

export type Keyed = { id: string };
const always = "TRUE";
/** What is known of a table's rows: as they are by now, null where there is none. */
type Known = Map<string, Keyed | null>;

export function openTransaction({ dialect, line, reader }: Parts): OpenTransaction {
  const known = new Map<string, Known>();
  const versioned = new Map<string, Table<object>>();
  const recalled = new Set<string>();
  const stamps = createStampNotes();
  const plan = createWritePlan();
  /** As they became here. */
  const changedRows = new WeakSet<object>();
  let highestRank = -1;

  const knownOf = (table: Pick<Table<object>, "name" | "isVersioned">): Known => {
    const rows = known.get(table.name) ?? new Map();
    known.set(table.name, rows);
    if (table.isVersioned) versioned.set(table.name, table as Table<object>);
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
      const [raw = []] = await line.run([
        selectByIds(table, missing, { isLocking: dialect.engine === "mysql" }),
      ]);
      const found = raw.map((each) => decodeRow(table, each));
      // That there is none is known too: whoever asks again gets the same answer, and takes no lock out of order.
      for (const id of missing) rows.set(id, null);
      for (const row of found) rows.set(row.id, row);
    }
    return wanted.map((id) => rows.get(id) ?? null).filter((row) => row !== null);
  }

  async function lock<Row extends Keyed>(table: Table<Row>, id: string): Promise<Row | null> {
    const row = known.get(table.name)?.get(id) as Row | null | undefined;
    return row === undefined ? ((await lockAll(table, [id]))[0] ?? null) : row;
  }

  function held<Row extends Keyed>(table: Table<Row>, id: string): Row | null {
    const row = known.get(table.name)?.get(id) as Row | null | undefined;
    if (row === undefined) throw new Error(`a row of ${table.name} is not locked: ${id}`);
    return row;
  }

  /** Keeps what is known in step with a write that reaches rows by their values. */
  function change(table: Table<object>, key: object, become: (row: Versioned) => Keyed | null): void {
    const rows = known.get(table.name);
    if (rows === undefined) return;
    for (const [id, row] of rows) if (row !== null && matches(row, key)) rows.set(id, become(row));
  }

  function applyUpdate({ table, key, set }: Extract<Write, { kind: "update" }>): void {
    const id = (key as Partial<Keyed>).id;
    const row = id === undefined ? undefined : known.get(table.name)?.get(id);
    if (id === undefined || row === undefined) {
      const given = withoutUndefined(set);
      if (Object.keys(given).length === 0) return;
      change(table, key, (each) => raised(table, { ...each, ...given }, each));
      stamps.note(table, key);
      plan.update(table, key, given);
    } else if (row !== null && matches(row, key)) {
      const changed = changedIn(row, set);
      if (changed.length > 0) save(table, row, withColumns(row, set, changed), changed);
    }
  }

  function applyReplace({ table, before, after }: Extract<Write, { kind: "replace" }>): void {
    const row = held(table as unknown as Table<Keyed>, before.id);
    if (row === null) return;
    const changed = differing(table, before, after);
    if (changed.length === 0) return;
    // Another write of the same decision may have changed it meanwhile.
    save(table, row, row === before ? after : withColumns(row, after, changed), changed);
  }

  function save(table: Table<object>, row: Versioned, after: Versioned, changed: string[]): void {
    if (table.isVersioned) {
      changed.push(versionColumn);
      // Once for the whole transaction: nobody else sees what lies between.
      after.version = changedRows.has(row) ? row.version : versionAfter(row);
      changedRows.add(after);
    }
    knownOf(table).set(row.id, after);
    stamps.note(table, { id: row.id });
    plan.save(table, row.id, after, changed);
  }

  function applyOne(write: Write): void {
    const { table } = write;
    if (write.kind === "insert") {
      const row = write.row as Keyed;
      if (table.lockRank !== null) knownOf(table).set(row.id, row);
      plan.insert(table, row);
    } else if (write.kind === "remove") {
      change(table, write.key, () => null);
      stamps.note(table, write.key);
      plan.remove(table, write.key);
    } else if (write.kind === "replace") applyReplace(write);
    else applyUpdate(write);
  }

  const manner = { dialect, values: line.values };
  /** What depends on a memory goes first: nothing is added where it fails, and rows are held before what is read under them. */
  const takePlanned = (provided: string) => {
    const planned = plan.take();
    const first = planned.filter(([table]) => recalled.has(table.name));
    const rest = planned.filter(([table]) => !recalled.has(table.name));
    return [
      ...first.flatMap(([table, steps]) => statementsOf(manner, table, steps, provided)),
      ...rest.flatMap(([table, steps]) => statementsOf(manner, table, steps)),
    ];
  };

  /** Nobody remembers anything on SQLite, where asking crosses nothing. */
  const takeStamps = () => (dialect.engine === "mysql" ? stamps.take() : []);

  async function flush(): Promise<void> {
    await line.run(takePlanned(always));
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
    lock,
    lockAll,
    held,
    apply: (writes) => {
      for (const write of writes) applyOne(write);
    },
    flush,
    takeUnsaved: (provided = always) => [...takePlanned(provided), ...takeStamps()],
    recall(table, row) {
      recalled.add(table.name);
      knownOf(table).set(row.id, row);
    },
    known: (table, id) => known.get(table.name)?.get(id) as never,
    versionedRows: () =>
      [...versioned.values()].map((table) => ({ table, rows: known.get(table.name) ?? new Map() })),
  };
}

type Values = Record<string, unknown>;
type Versioned = Keyed & { version?: number };

const versionAfter = ({ version }: Versioned): number => (version ?? 0) + 1;
const raised = (table: Table<object>, after: object, before: Versioned): Keyed =>
  (table.isVersioned ? { ...after, [versionColumn]: versionAfter(before) } : after) as Keyed;

function matches(row: object, key: object): boolean {
  for (const name in key) if ((row as Values)[name] !== (key as Values)[name]) return false;
  return true;
}

/** A column that is not given is left as it is. */
function changedIn(row: object, set: object): string[] {
  const changed: string[] = [];
  for (const name in set) {
    const value = (set as Values)[name];
    if (value !== undefined && value !== (row as Values)[name]) changed.push(name);
  }
  return changed;
}

/** The names of the columns in which they differ. */
function differing({ columns }: Table<object>, before: object, after: object): string[] {
  const names: string[] = [];
  for (const each of columns) {
    const name = each[0];
    if ((before as Values)[name] !== (after as Values)[name]) names.push(name);
  }
  return names;
}

function withColumns(row: Keyed, from: object, names: readonly string[]): Keyed {
  const after = { ...row } as Values & Keyed;
  for (const name of names) after[name] = (from as Values)[name];
  return after;
}

const withoutUndefined = (set: object): object =>
  Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
