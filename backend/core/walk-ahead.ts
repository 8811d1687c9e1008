import { type Caller, callerKey } from "./actor.ts";
import type { SharedRow } from "./command.ts";
import type { TransactAhead } from "./database/database.ts";
import { NotRemembered, type RememberedTransaction } from "./database/remembered-transaction.ts";
import type { Transaction } from "./database/transaction.ts";
import type { Memory } from "./memory.ts";
import type { Owners } from "./owners.ts";
import { writeReceipt } from "./receipts.ts";
import { claimOf, keptOf, type Outcome, type Walk, walkOne } from "./walk.ts";

interface Parts {
  transactAhead: TransactAhead;
  memory: Memory;
  owners: Owners;
}

/**
 * Walks those commands of a batch whose callers and rows this node remembers, in one round trip that holds only if all of it is
 * still so. Returns what became of them; all others are to be walked the usual way, behind these.
 */
export type WalkAhead = (walks: readonly Walk[], now: number) => Promise<ReadonlyMap<Walk, Outcome>>;

const none: ReadonlyMap<Walk, Outcome> = new Map();
const rowKey = ({ table, id }: SharedRow): string => `${table.name}:${id}`;

export function createWalkAhead({ transactAhead, memory, owners }: Parts): WalkAhead {
  const { actors, answered } = memory;

  /** Null: what it needs is not remembered, or its answer is not a plain yes. Nothing is noted then. */
  function walkFromMemory(
    tx: Transaction,
    walk: Walk,
    now: number,
  ): Outcome | null | Promise<Outcome | null> {
    // Sent again: its receipt has to be looked for.
    if (answered.has(walk.commandId)) return null;
    const actor = actors.of(walk.caller, now);
    if (actor === null) return null;
    const keep = (outcome: Outcome) => {
      const kept = keptOf(walk, outcome);
      // A plain no is said on what is so, not on what was.
      if (kept === null) return null;
      writeReceipt(tx, claimOf(walk, owners.note(walk.caller, actor)), kept, { isTaken: false, now });
      answered.add(walk.commandId);
      return outcome;
    };
    const outcome = walkOne(tx, walk, actor, now);
    return outcome instanceof Promise ? outcome.then(keep).catch(unlessForgotten) : keep(outcome);
  }

  return async (walks, now) => {
    const done = await transactAhead(async (tx) => {
      const held = createHeld();
      const outcomes = new Map<Walk, Outcome>();
      for (const walk of walks) {
        const rows = walk.command.share?.(walk.input as never) ?? [];
        // Rights are compared where rows are: without one there is nothing to hold on to.
        const mayTry = rows.length > 0 && !held.isBehind(walk.caller, rows);
        const before = mayTry ? recallAll(tx, rows) : null;
        const walked = before === null ? null : walkFromMemory(tx, walk, now);
        // Most need nothing to be waited for, and a wait takes a turn.
        const outcome = walked instanceof Promise ? await walked : walked;
        if (before === null || outcome === null) held.hold(walk.caller, rows);
        else {
          outcomes.set(walk, outcome);
          // Only what is changed is compared.
          if (rows.some(({ table, id }, index) => tx.held(table, id) === before[index])) return null;
        }
      }
      return outcomes.size === 0 ? null : { result: outcomes, provided: actors.stillSo(outcomes.keys()) };
    });
    if (done === null) actors.doubt();
    return done ?? none;
  };
}

function unlessForgotten(error: unknown): null {
  if (error instanceof NotRemembered) return null;
  throw error;
}

/** Null where one of them is not remembered. */
function recallAll(tx: RememberedTransaction, rows: readonly SharedRow[]): object[] | null {
  const recalled: object[] = [];
  for (const { table, id } of rows) {
    const row = tx.recall(table, id);
    if (row === null) return null;
    recalled.push(row);
  }
  return recalled;
}

/** Whoever's command waits for the usual way has those behind it wait too, and so has the row: their order is kept. */
function createHeld() {
  const callers = new Set<string>();
  const rows = new Set<string>();
  return {
    hold(caller: Caller, its: readonly SharedRow[]): void {
      callers.add(callerKey(caller));
      for (const row of its) rows.add(rowKey(row));
    },
    isBehind: (caller: Caller, its: readonly SharedRow[]): boolean =>
      callers.size > 0 && (callers.has(callerKey(caller)) || its.some((row) => rows.has(rowKey(row)))),
  };
}
