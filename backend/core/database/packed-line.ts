import type { Line } from "./line.ts";
import type { Statement } from "./statements.ts";
import { inText, written } from "./values.ts";

/** What is used of a connection of mysql2 that takes several statements at once. */
export interface PackedConnection {
  /** Without values (null) the text is sent as it is; left out, mysql2 would search all of it for places to fill. */
  query(sql: string, values: null, done: (error: Error | null, results: unknown) => void): unknown;
}

export interface PackedLine extends Line {
  /** The last statements and the commit. */
  commit(statements: readonly Statement[]): Promise<void>;
  /** Nothing that is still gathered will cross. Says whether there is a transaction to roll back. */
  abandon(): boolean;
}

interface Asked {
  statements: readonly Statement[];
  resolve: (found: object[][]) => void;
  reject: (error: Error) => void;
}

/** Characters of one packet; as bytes they stay under MySQL's usual 16 MB. */
const textPerPacket = 4_000_000;
const said = (sql: string): Statement => ({ sql, parameters: null });
const begin = said("START TRANSACTION");
const end = said("COMMIT");
/** MariaDB's block: its statements have one answer together, which is as much as the error of the first that fails. */
const beginBlock = said("BEGIN NOT ATOMIC START TRANSACTION");
const endBlock = said("END");

/**
 * Statements that are asked for in one turn cross to MySQL together, the first with the transaction's beginning and the last with
 * its commit. A round trip costs more than the statements of a batch: two instead of eight. MySQL stops at the
 * first statement that fails, so that nothing behind it, the commit least of all, is carried out.
 *
 * `takesBlocks`: a transaction of one packet, of which nobody waits for what it found, is said as a block. Six answers, each a packet
 * of its own, woke this process six times.
 */
export function packedLine(
  connection: PackedConnection,
  { takesBlocks }: { takesBlocks: boolean },
): PackedLine {
  let hasBegun = false;
  let gathered: Asked[] = [];

  const cross = (packet: string, count: number) =>
    new Promise<object[][]>((resolve, reject) => {
      connection.query(packet, null, (error, results) => {
        if (error !== null) reject(error);
        // mysql2 leaves the outer list out where there is but one.
        else resolve((count === 1 ? [results] : results) as object[][]);
      });
    });

  async function runNow(statements: readonly Statement[]): Promise<object[][]> {
    const isFirst = !hasBegun;
    hasBegun = true;
    const found: object[][] = [];
    for (const packet of packetsOf(isFirst ? [begin, ...statements] : statements)) {
      found.push(...(await cross(packet.join(";"), packet.length)));
    }
    return isFirst ? found.slice(1) : found;
  }

  async function runAtOnce(statements: readonly Statement[]): Promise<void> {
    const block = takesBlocks ? [...packetsOf([beginBlock, ...statements, end, endBlock])] : [];
    const [packet] = block;
    if (packet === undefined || block.length > 1) await runNow([...statements, end]);
    else {
      hasBegun = true;
      await cross(packet.join(";"), 1);
    }
  }

  async function sendGathered(): Promise<void> {
    const all = gathered;
    gathered = [];
    if (all.length === 0) return;
    try {
      const found = await runNow(all.flatMap(({ statements }) => statements));
      let from = 0;
      for (const { statements, resolve } of all) {
        resolve(found.slice(from, from + statements.length));
        from += statements.length;
      }
    } catch (error) {
      for (const { reject } of all) reject(error as Error);
    }
  }

  const run = (statements: readonly Statement[]) =>
    new Promise<object[][]>((resolve, reject) => {
      gathered.push({ statements, resolve, reject });
      if (gathered.length > 1) return;
      // Behind all that goes on without waiting for the world, and before anything else comes in from it.
      queueMicrotask(() => process.nextTick(() => void sendGathered()));
    });

  return {
    run,
    values: inText(),
    ready: async () => {
      if (!hasBegun || gathered.length > 0) await run([]);
    },
    async commit(statements) {
      if (hasBegun) await runNow([...statements, end]);
      else if (statements.length > 0) await runAtOnce(statements);
    },
    abandon() {
      const all = gathered;
      gathered = [];
      for (const { reject } of all) reject(new Error("the transaction has ended"));
      return hasBegun;
    },
  };
}

function* packetsOf(statements: readonly Statement[]): Generator<string[]> {
  let packet: string[] = [];
  let length = 0;
  for (const statement of statements) {
    const text = textOf(statement);
    if (packet.length > 0 && length + text.length > textPerPacket) {
      yield packet;
      packet = [];
      length = 0;
    }
    packet.push(text);
    length += text.length;
  }
  if (packet.length > 0) yield packet;
}

/** The values in their places. */
function textOf({ sql, parameters }: Statement): string {
  if (parameters === null) return sql;
  const between = sql.split("?");
  const places = between.length - 1;
  if (places !== parameters.length) {
    const more = places > parameters.length ? "more places than values" : "more values than places";
    throw new Error(`${more} in ${sql.slice(0, 200)}`);
  }
  let text = between[0] as string;
  for (let place = 0; place < places; place++) {
    text += written(parameters[place]);
    text += between[place + 1] as string;
  }
  return text;
}
