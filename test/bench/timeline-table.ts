import { escape as quote, type RowDataPacket } from "mysql2";
import type { ShopperActor } from "../../backend/core/actor.ts";
import type { Circumstances } from "../../backend/core/command.ts";
import { openMysql } from "../../backend/core/database/open-mysql.ts";
import { insert } from "../../backend/core/database/writes.ts";
import { newId, newSecret } from "../../backend/core/ids.ts";
import { inputHashOf, receiptIdOf } from "../../backend/core/receipts.ts";
import { allTables } from "../../backend/edge/all-tables.ts";
import { newTicket } from "../../backend/tickets/new-ticket.ts";
import { tickets } from "../../backend/tickets/tables.ts";
import { migrations } from "../../migrations/all.ts";
import { gatherCommits } from "./gather-commits.ts";
import { type Kept, type Line, type LineTable, openDurable } from "./line-table.ts";

interface Opened {
  ticketId: string;
  seq: number;
}

interface Item {
  line: Line;
  opened: Opened;
  seq: number;
  onKept: (kept: Kept) => void;
}

const somebody: ShopperActor = {
  kind: "shopper",
  sessionId: newId(),
  sessionEndsAt: Number.POSITIVE_INFINITY,
  shopperId: newId(),
  storefrontId: newId(),
  name: null,
  email: null,
  customerId: null,
  isVerified: false,
};
const now = (): Circumstances => ({ now: Date.now(), newId, newSecret, commandId: newId() });

/**
 * What a line of a timeline is beside a durable line, and nothing of the house that makes it so: its number, its ticket's row, its
 * entry and its receipt, in the house's own tables and in the one round trip that the house found to be the quickest, written by hand.
 * No session, no rights, no validation, no second writer; tickets are known by heart. It says how much of the way from the
 * durable floor to Frontline belongs to the rows, and how much to the code.
 */
export async function openTimelineTable(url: string): Promise<LineTable> {
  const database = await openMysql(url, allTables, migrations);
  const connection = await openDurable(url);
  const [[ours]] = await connection
    .promise()
    .query<RowDataPacket[]>("SELECT @@collation_database AS `collation`");
  const collation = String(ours?.collation);
  const pairs = new Map<string, Opened>();

  const gather = gatherCommits<Item>((batch, onDone) => {
    const at = Date.now();
    connection.query(packetOf(batch, at, collation), (error) => {
      if (error !== null) throw error;
      onDone();
      for (const item of batch) item.onKept(keptOf(item, at));
    });
  });

  return {
    async open(pair) {
      if (pairs.has(pair)) return;
      const { ticket } = newTicket(
        somebody,
        { counter: { id: "ticket", value: pairs.size }, scene: null, sku: null },
        now(),
      );
      pairs.set(pair, { ticketId: ticket.id, seq: ticket.seq });
      await database.transact(async (tx) => tx.apply([insert(tickets, ticket)]));
    },
    keep(line, onKept) {
      const opened = pairs.get(line.pair);
      if (opened === undefined) throw new Error(`${line.pair} was not opened`);
      opened.seq += 1;
      gather({ line, opened, seq: opened.seq, onKept });
    },
  };
}

/** Of one batch: every ticket at most once, for a pair says one line at a time. */
function packetOf(batch: readonly Item[], at: number, collation: string): string {
  const byKey = batch.toSorted((a, b) => (a.opened.ticketId < b.opened.ticketId ? -1 : 1));
  const moved = byKey.map(({ line, opened, seq }, index) =>
    index === 0
      ? `'${opened.ticketId}' AS id, ${seq} AS seq, ${quote(line.text)} AS preview`
      : `'${opened.ticketId}', ${seq}, ${quote(line.text)}`,
  );
  const entries = batch.map(({ line, opened, seq }) => {
    const body = quote(JSON.stringify({ text: line.text, photos: [], commandId: line.id }));
    return `('${opened.ticketId}', ${seq}, ${seq}, ${at}, 'shopper', NULL, '', 'message.sent', ${body})`;
  });
  const receipts = batch.map(({ line, opened, seq }) => {
    const id = receiptIdOf(opened.ticketId, line.id);
    const hash = inputHashOf("message.send", { text: line.text });
    return `('${id}', '${hash}', '{"seq":${seq}}', NULL, ${at})`;
  });
  return [
    "BEGIN NOT ATOMIC START TRANSACTION",
    `UPDATE (SELECT ${moved.join(" UNION ALL SELECT ")}) v STRAIGHT_JOIN tickets t FORCE INDEX (PRIMARY) ` +
      `ON t.id = v.id COLLATE ${collation} AND t.version = v.seq - 1 SET t.seq = v.seq, t.publicSeq = v.seq, ` +
      `t.shopperSeenSeq = v.seq, t.version = v.seq, t.preview = v.preview, t.lastAt = ${at}`,
    `SET @holds = IF(ROW_COUNT() = ${batch.length}, 1, (SELECT 1 UNION ALL SELECT 2))`,
    `INSERT INTO entries (ticketId, seq, publicSeq, at, byKind, byId, byName, kind, body) VALUES ${entries.join(", ")}`,
    `INSERT INTO command_receipts (id, inputHash, answer, refusal, at) VALUES ${receipts.join(", ")}`,
    "COMMIT",
    "END",
  ].join(";");
}

/** As they cross the wire from the house. */
function keptOf({ line, opened, seq }: Item, at: number): Kept {
  const { ticketId } = opened;
  const body = { text: line.text, photos: [], commandId: line.id };
  const by = { kind: "shopper", id: null, name: "" };
  return {
    told: {
      ticketId,
      entries: [{ ticketId, seq, publicSeq: seq, at, kind: "message.sent", body, by }],
    },
    answer: { ok: true, answer: { seq } },
  };
}
