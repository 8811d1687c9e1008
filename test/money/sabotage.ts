import { randomUUID } from "node:crypto";
import { In } from "typeorm";
import type { Database } from "../../backend/core/database/database.ts";
import type { Reader } from "../../backend/core/database/reader.ts";
import type { Table } from "../../backend/core/database/table.ts";
import type { Transaction } from "../../backend/core/database/transaction.ts";
import type { Execute } from "../../backend/core/execute.ts";

/**
 * What may be taken out of a node's wiring, so that the attack can show that it would notice: without it money must be
 * lost, and a run that calls such a house sound is blind.
 */
export const sabotages = [
  /** Orders are read without locking them. */
  "no order lock",
  /** Budgets likewise. */
  "no budget lock",
  /** Every try of a command is a new command. */
  "no receipts",
  /** Every try to pay has a key of its own. */
  "no permanent key",
  /** No answer is taken for a failure. */
  "time-out is failure",
] as const;
export type Sabotage = (typeof sabotages)[number];

const unlocked: Partial<Record<Sabotage, string>> = {
  "no order lock": "orders",
  "no budget lock": "budgets",
};

export function sabotageDatabase(database: Database, sabotage: Sabotage | null): Database {
  const spared = sabotage === null ? undefined : unlocked[sabotage];
  if (spared === undefined) return database;
  return { ...database, transact: (work) => database.transact((tx) => work(withoutLock(tx, spared))) };
}

function withoutLock(tx: Transaction, spared: string): Transaction {
  /** Every rival has read by now what this one has read. */
  const rivals = () => new Promise((resolve) => setTimeout(resolve, 30));
  return {
    ...tx,
    lock: async <Row extends { id: string }>(table: Table<Row>, id: string) => {
      if (table.name !== spared) return tx.lock(table, id);
      const row = await tx.one(table, { id } as never);
      await rivals();
      return row;
    },
    lockAll: async <Row extends { id: string }>(table: Table<Row>, ids: readonly string[]) => {
      if (table.name !== spared || ids.length === 0) return tx.lockAll(table, ids);
      const rows = await tx.many(table, { where: { id: In([...ids]) } as never, take: ids.length });
      await rivals();
      return rows;
    },
  };
}

export function sabotageExecute(execute: Execute, sabotage: Sabotage | null): Execute {
  if (sabotage !== "no receipts") return execute;
  const forgetful = (command: never, input: unknown, call: Parameters<Execute>[2]) =>
    execute(command, input, { ...call, commandId: randomUUID() });
  return forgetful as Execute;
}

/** Of the job that pays. */
export function sabotageReader(reader: Reader, sabotage: Sabotage | null): Reader {
  if (sabotage !== "no permanent key") return reader;
  return {
    ...reader,
    one: async (table, where) => {
      const row = await reader.one(table, where);
      return row !== null && table.name === "attempts" ? { ...row, id: randomUUID() } : row;
    },
  };
}

/** Stands between the process and the merchant's system. */
export function sabotageFetch(sabotage: Sabotage | null): void {
  if (sabotage !== "time-out is failure") return;
  const real = globalThis.fetch;
  globalThis.fetch = async (url, init) => {
    const key = new Headers(init?.headers).get("idempotency-key");
    const failed = { key, state: "failed", code: "no_answer" };
    const answer = await real(url, init).catch(() => null);
    return answer === null || answer.status >= 500 ? Response.json(failed, { status: 422 }) : answer;
  };
}
