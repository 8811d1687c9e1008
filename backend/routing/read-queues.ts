import type { TicketRow as TicketListRow } from "../contract/queries/console.ts";
import { type QueueName, queueNames } from "../contract/vocabulary.ts";
import type { PersonActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { queueCondition, visibleTo } from "./queues.ts";

const openQueues = queueNames.filter((queue) => queue !== "resolved");

/** One statement over the open tickets, which are few, and one that counts the resolved by their index. */
export async function readQueueCounts(
  reader: Reader,
  actor: PersonActor,
): Promise<Record<QueueName, number>> {
  const conditions = openQueues.map((queue) => queueCondition(queue, actor));
  const visible = visibleTo(actor);
  const sums = conditions.map(({ sql }, index) => `SUM(CASE WHEN ${sql} THEN 1 ELSE 0 END) AS \`q${index}\``);
  const [row] = await reader.sql<Record<string, number | string | null>>(
    `SELECT ${sums.join(", ")} FROM \`tickets\` t WHERE t.\`status\` = 'open' AND ${visible.sql}`,
    [...conditions.flatMap((each) => each.parameters), ...visible.parameters],
  );
  const [resolved] = await reader.sql<{ count: number | string }>(
    `SELECT COUNT(*) AS \`count\` FROM \`tickets\` t WHERE t.\`status\` = 'resolved' AND ${visible.sql}`,
    visible.parameters,
  );
  const counts = openQueues.map((queue, index) => [queue, Number(row?.[`q${index}`] ?? 0)]);
  return { ...Object.fromEntries(counts), resolved: Number(resolved?.count ?? 0) } as Record<
    QueueName,
    number
  >;
}

export interface QueueQuestion {
  queue: QueueName;
  search: string;
  /** `next` of the page before. */
  after: string | null;
  limit: number;
}

interface Found {
  id: string;
  number: number;
  status: TicketListRow["status"];
  waitingFor: TicketListRow["waitingFor"];
  storefrontName: string;
  shopperName: string | null;
  orderNumber: string | null;
  assigneeId: string | null;
  assigneeName: string | null;
  preview: string;
  waitingSince: number;
  lastAt: number;
  /** Lines of the shopper and of departments that no agent has seen. */
  unread: number | string;
  pendingApprovals: number;
  openEscalations: number;
}

/** Open tickets: longest waiting first. Resolved ones: the newest first. Paged by key. */
export async function readQueue(
  reader: Reader,
  actor: PersonActor,
  { queue, search, after, limit }: QueueQuestion,
): Promise<{ tickets: TicketListRow[]; next: string | null }> {
  const isResolved = queue === "resolved";
  const key = isResolved ? "lastAt" : "waitingSince";
  const conditions = [queueCondition(queue, actor), visibleTo(actor), searched(search, actor)];
  const cursor = after === null ? null : parseCursor(after);
  if (cursor !== null) {
    const sign = isResolved ? "<" : ">";
    conditions.push({
      sql: `(t.\`${key}\` ${sign} ? OR (t.\`${key}\` = ? AND t.\`id\` > ?))`,
      parameters: [cursor.at, cursor.at, cursor.id],
    });
  }
  const found = await reader.sql<Found>(
    `SELECT t.\`id\`, t.\`number\`, t.\`status\`, t.\`waitingFor\`, s.\`name\` AS \`storefrontName\`, t.\`shopperName\`,
            t.\`orderNumber\`, t.\`assigneeId\`, t.\`assigneeName\`, t.\`preview\`, t.\`waitingSince\`, t.\`lastAt\`,
            t.\`pendingApprovals\`, t.\`openEscalations\`,
            (SELECT COUNT(*) FROM \`entries\` e WHERE e.\`ticketId\` = t.\`id\` AND e.\`seq\` > t.\`staffSeenSeq\`
               AND e.\`byKind\` IN ('shopper', 'department')
               AND e.\`kind\` IN ('message.sent', 'claim.filed', 'ticket.rated', 'escalation.answered', 'escalation.finished')) AS \`unread\`
     FROM \`tickets\` t JOIN \`storefronts\` s ON s.\`id\` = t.\`storefrontId\`
     WHERE ${conditions.map((each) => `(${each.sql})`).join(" AND ")}
     ORDER BY t.\`${key}\` ${isResolved ? "DESC" : "ASC"}, t.\`id\` ASC LIMIT ${Number(limit) + 1}`,
    conditions.flatMap((each) => each.parameters),
  );
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    tickets: page.map((row) => toListRow(row, actor)),
    next: found.length > limit && last !== undefined ? `${Number(last[key])}.${last.id}` : null,
  };
}

/** By its address a department would find out letter for letter what it is not shown. */
function searched(search: string, actor: PersonActor) {
  if (search === "") return { sql: "1 = 1", parameters: [] };
  const like = `%${search.replace(/[!%_]/g, (each) => `!${each}`)}%`;
  const number = Number(search.replace(/^#/, ""));
  const columns = ["shopperName", "orderNumber", ...(actor.kind === "department" ? [] : ["shopperEmail"])];
  const byText = columns.map((column) => `t.\`${column}\` LIKE ? ESCAPE '!'`).join(" OR ");
  return {
    sql: `${byText} OR t.\`number\` = ?`,
    parameters: [...columns.map(() => like), Number.isSafeInteger(number) ? number : 0],
  };
}

/** A cursor that was tampered with starts from the beginning. */
function parseCursor(text: string): { at: number; id: string } | null {
  const match = /^(\d{1,16})\.([0-9a-f-]{36})$/.exec(text);
  return match === null ? null : { at: Number(match[1]), id: match[2] ?? "" };
}

function toListRow(row: Found, actor: PersonActor): TicketListRow {
  return {
    ticketId: row.id,
    number: row.number,
    status: row.status,
    waitingFor: row.waitingFor,
    storefrontName: row.storefrontName,
    shopperName: row.shopperName,
    orderNumber: row.orderNumber,
    assignee: row.assigneeId === null ? null : { id: row.assigneeId, name: row.assigneeName ?? "" },
    preview: row.preview,
    waitingSince: Number(row.waitingSince),
    lastAt: Number(row.lastAt),
    unread: Number(row.unread),
    // What was asked for is hidden from departments (contract/project-entry.ts), that it was is too.
    pendingApprovals: actor.kind === "department" ? 0 : row.pendingApprovals,
    openEscalations: row.openEscalations,
  };
}
