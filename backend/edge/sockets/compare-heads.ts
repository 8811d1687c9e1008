import { resumePage, topic } from "../../contract/sockets.ts";
import type { Clock } from "../../core/clock.ts";
import type { Database } from "../../core/database/database.ts";
import type { Log } from "../../core/log.ts";
import type { Metrics } from "../../core/metrics.ts";
import { type Notice, toStaff } from "../../core/notices.ts";
import { readEntriesAfter, readNewestEntries } from "../../tickets/read-entries.ts";
import { readHeads, type TicketHead } from "../../tickets/read-heads.ts";
import { judgeActors, judgeWatchers, watchersOf } from "./judge-anew.ts";
import type { ConsoleNamespace, WidgetNamespace, WidgetSocket } from "./types.ts";

interface Parts {
  database: Database;
  clock: Clock;
  staff: ConsoleNamespace;
  widget: WidgetNamespace;
  log: Log;
  metrics: Metrics;
  /** To this node's own clients. */
  publish: (notices: Notice[]) => void;
  everyMs: number;
}

/** Few, so that reading an answer holds up nobody's line for long. */
const ticketsPerQuery = 100;
/** Whether a shopper's open ticket is still theirs is judged in every round; who each of thousands of them is, in turns. */
const roundsPerShopper = 5;

/**
 * Nobody notices a missing *last* line by counting: a node that dies between commit and publish leaves one. So each
 * node compares the heads of the tickets that its own clients have open with the database, and sends what is missing;
 * clients drop what they have. In the same round it is judged who may still hear what they hear.
 */
export function createHeadComparison(parts: Parts) {
  const { database, staff, widget, log, metrics, publish, everyMs } = parts;
  /** Of each ticket that is open here: up to where everybody has it, as far as we know. Never too high. */
  const sent = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let isStopped = false;
  let round = 0;

  async function sendMissing(ticket: TicketHead): Promise<void> {
    const after = sent.get(ticket.id);
    // Not noted yet: a watch is still being answered.
    if (after === undefined || after >= ticket.seq) return;
    const isFar = ticket.seq - after > resumePage;
    const entries = isFar
      ? await readNewestEntries(database.reader, ticket.id)
      : await readEntriesAfter(database.reader, ticket.id, after, resumePage);
    const { length } = entries.filter(({ seq }) => seq > (sent.get(ticket.id) ?? 0));
    // Meanwhile they were told after all.
    if (length === 0) return;
    metrics.lateEntries.inc(isFar ? ticket.seq - after : length);
    // Page after page would take as many rounds: each client sees the gap before the newest and asks for what it lacks.
    if (isFar) sent.set(ticket.id, ticket.seq);
    const { id: ticketId, invitedDepartmentIds: departmentIds } = ticket;
    // What else the lost word said is not known: whoever shows something of this kind asks for it.
    const stale = toStaff(topic.queues, topic.approvals, topic.payouts, topic.case(ticketId));
    publish([{ kind: "entries", entries, departmentIds }, stale]);
  }

  /** By their random ids, so that each comes up once in so many rounds whoever else comes and goes. */
  function shoppersOfRound(): WidgetSocket[] {
    const isTurnOf = ({ id }: WidgetSocket) =>
      id.charCodeAt(0) % roundsPerShopper === round % roundsPerShopper;
    return [...widget.sockets.values()].filter(isTurnOf);
  }

  async function compare(): Promise<void> {
    round += 1;
    await judgeActors(parts, shoppersOfRound());
    const watchers = watchersOf(staff, widget);
    for (const id of sent.keys()) if (!watchers.has(id)) sent.delete(id);
    const all = [...watchers.keys()];
    for (let start = 0; start < all.length && !isStopped; start += ticketsPerQuery) {
      const ids = all.slice(start, start + ticketsPerQuery);
      for (const ticket of await readHeads(database.reader, ids)) {
        const those = watchers.get(ticket.id);
        if (those !== undefined) judgeWatchers(ticket, those);
        await sendMissing(ticket);
      }
    }
  }

  async function run(): Promise<void> {
    await compare().catch((error: unknown) => log.warn({ err: error }, "heads not compared"));
    if (!isStopped) timer = setTimeout(begin, everyMs);
  }

  function begin(): void {
    running = run();
  }

  return {
    /** Entries `first` to `last` go out. Only what follows on what went before counts: a hole is still to be filled. */
    onHead: (ticketId: string, first: number, last: number) => {
      const known = sent.get(ticketId);
      if (known !== undefined && first <= known + 1) sent.set(ticketId, Math.max(known, last));
    },
    /** A client has read the ticket up to `seq`: what is behind it and was never sent is what to look for. */
    onWatched: (ticketId: string, seq: number) => {
      sent.set(ticketId, Math.min(seq, sent.get(ticketId) ?? seq));
    },
    start: begin,
    /** Resolves when nothing of it asks the database any more. */
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
