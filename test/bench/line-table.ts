import mysql, { type RowDataPacket } from "mysql2";
import { gatherCommits } from "./gather-commits.ts";

export interface Line {
  pair: string;
  /** Of the command; only a timeline keeps it. */
  id: string;
  text: string;
}

/** What the other end is told of a line, and what its sender is answered. */
export interface Kept {
  told: object;
  answer: object;
}

export interface LineTable {
  /** Before the pair's first line. */
  open(pair: string): Promise<void>;
  /** Calls back when the line is durable. */
  keep(line: Line, onKept: (kept: Kept) => void): void;
}

/** One connection, on which nothing is done that could be left out: a reference is to be as quick as it can be. */
export async function openDurable(url: string): Promise<mysql.Connection> {
  const connection = mysql.createConnection({ uri: url, multipleStatements: true });
  const [[setting]] = await connection
    .promise()
    .query<RowDataPacket[]>("SELECT @@innodb_flush_log_at_trx_commit AS `flush`");
  if (Number(setting?.flush) !== 1)
    throw new Error("innodb_flush_log_at_trx_commit must be 1: else it is no floor");
  return connection;
}

/** The least that makes a message durable: one insert of many rows that is its own transaction. */
export async function openLineTable(url: string): Promise<LineTable> {
  const connection = await openDurable(url);
  await connection
    .promise()
    .query(
      "CREATE TABLE `lines` (`id` BIGINT AUTO_INCREMENT PRIMARY KEY, `pair` VARCHAR(36), `text` TEXT, `at` BIGINT)",
    );
  interface Item {
    line: Line;
    onKept: (kept: Kept) => void;
  }
  const gather = gatherCommits<Item>((batch, onDone) => {
    const at = Date.now();
    const rows = batch.map(({ line }) => [line.pair, line.text, at]);
    connection.query("INSERT INTO `lines` (`pair`, `text`, `at`) VALUES ?", [rows], (error) => {
      if (error !== null) throw error;
      onDone();
      for (const { line, onKept } of batch) onKept({ told: { text: line.text }, answer: { ok: true } });
    });
  });
  return {
    open: async () => undefined,
    keep: (line, onKept) => gather({ line, onKept }),
  };
}
