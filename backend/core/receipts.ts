import { column } from "./database/columns.ts";
import { decodeRow } from "./database/rows.ts";
import { selectByIds } from "./database/statements.ts";
import { defineTable } from "./database/table.ts";
import type { Transaction } from "./database/transaction.ts";
import { insert, update } from "./database/writes.ts";
import { canonicalJson, sha256 } from "./ids.ts";
import type { Refusal } from "./refusal.ts";

/**
 * That a command was carried out, and what it answered: a retry gets the first answer. Of refusals only those that leave a
 * record leave a receipt.
 */
export interface Receipt {
  /** See `receiptIdOf`. */
  id: string;
  /** Of name and input, 32 characters of its SHA-256: the same id with other content is refused. */
  inputHash: string;
  answer: unknown;
  /** In place of an answer. */
  refusal: Pick<Refusal, "code" | "details"> | null;
  at: number;
}

export const receipts = defineTable<Receipt>("command_receipts", {
  columns: {
    id: column.key(32),
    inputHash: column.text(32),
    answer: column.optional(column.json()),
    refusal: column.optional(column.json()),
    at: column.at(),
  },
  indexes: [["at"]],
  // Inserted by the transaction that changes it, never locked by reading; the rank lets a batch's answers be saved at once.
  lockRank: "receipt",
});

/**
 * Short, because its length is most of what a receipt costs: a hash of whose command it is and which. The end of the owner's own id
 * stands in front, so that the receipts of one conversation lie together and not all over a table that may be large.
 */
export const receiptIdOf = (owner: string, commandId: string): string =>
  owner.slice(-8) + sha256(`${owner}:${commandId.toLowerCase()}`).slice(0, 24);

export const inputHashOf = (commandName: string, input: unknown): string =>
  sha256(`${commandName}\n${canonicalJson(input)}`).slice(0, 32);

export interface Claim {
  id: string;
  inputHash: string;
}

/** Written out: it is asked in every transaction, and TypeORM takes longer to build it than the database to answer it. */
export async function findReceipts(tx: Transaction, ids: readonly string[]): Promise<Map<string, Receipt>> {
  if (ids.length === 0) return new Map();
  const { sql, parameters } = selectByIds(receipts, ids, { isLocking: false });
  const found = await tx.sql<object>(sql, parameters);
  return new Map(found.map((raw) => decodeRow(receipts, raw)).map((receipt) => [receipt.id, receipt]));
}

/**
 * Inserts the receipt under its unique key before anything is done: a rival with the same id waits here until we commit,
 * then fails with a duplicate key and its walk is repeated, where it finds our answer.
 */
export async function takeReceipt(tx: Transaction, claim: Claim, now: number): Promise<void> {
  tx.apply([insert(receipts, { ...claim, answer: null, refusal: null, at: now })]);
  await tx.flush();
}

/** What a retry is told. */
export type Kept = Pick<Receipt, "answer" | "refusal">;

/** Saved with the other writes; of a batch, whose receipts were not taken before, this is the insert. */
export function writeReceipt(tx: Transaction, claim: Claim, kept: Kept, { isTaken, now }: Writing): void {
  const { id, inputHash } = claim;
  const { answer, refusal } = kept;
  tx.apply([
    isTaken
      ? update(receipts, { id }, { answer, refusal })
      : insert(receipts, { id, inputHash, answer, refusal, at: now }),
  ]);
}

interface Writing {
  isTaken: boolean;
  now: number;
}
