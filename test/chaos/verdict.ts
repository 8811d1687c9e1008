import { isDeepStrictEqual } from "node:util";
import type { Database } from "../../backend/core/database/database.ts";
import type { Client, Held } from "./client.ts";
import type { View } from "./held-ticket.ts";
import { judgeRights } from "./judge-rights.ts";
import { type Ledger, wordsOf } from "./ledger.ts";
import { readFreshView, readTruth, type Truth } from "./read-truth.ts";

/** Every figure but the first must be 0. `examples` says what was found. */
export interface Verdict {
  views: number;
  missing: number;
  doubled: number;
  outOfOrder: number;
  seenByTheWrong: number;
  stuck: number;
  viewsThatDiffer: number;
  /** Refused to its sender, and in the timeline all the same. */
  refusedAndDone: number;
  examples: string[];
}

export const isClean = ({ views: _views, examples, ...figures }: Verdict): boolean =>
  examples.length === 0 && Object.values(figures).every((figure) => figure === 0);

interface Parts {
  database: Database;
  ledger: Ledger;
  clients: readonly Client[];
  departmentOf: ReadonlyMap<string, string>;
}

const examplesPerKind = 5;

/** Holds what the clients were told, and what they show, against the database. */
export async function judge({ database, ledger, clients, departmentOf }: Parts): Promise<Verdict> {
  const truths = await readTruth(database);
  const found: Record<Exclude<keyof Verdict, "views" | "examples">, string[]> = {
    missing: [],
    doubled: [],
    outOfOrder: [],
    seenByTheWrong: [],
    stuck: [],
    viewsThatDiffer: [],
    refusedAndDone: [],
  };

  const places = new Map<string, { ticketId: string; seq: number }[]>();
  for (const [ticketId, { ticket, timeline }] of truths) {
    if (!timeline.every(({ seq }, index) => seq === index + 1) || timeline.length !== ticket.seq)
      found.outOfOrder.push(`ticket ${ticketId} is not numbered 1 to ${ticket.seq}`);
    for (const entry of timeline) {
      const words = wordsOf(entry);
      if (words === null) continue;
      places.set(words, [...(places.get(words) ?? []), { ticketId, seq: entry.seq }]);
    }
  }

  const lastOf = new Map<string, number>();
  for (const line of ledger.said.values()) {
    const at = places.get(line.words) ?? [];
    const [place] = at;
    if (at.length > 1) found.doubled.push(`${line.words} stands ${at.length} times`);
    if (line.refusedAs !== null && at.length > 0)
      found.refusedAndDone.push(`${line.words}: ${line.refusedAs}`);
    if (line.ackedAt === null) continue;
    if (place === undefined) {
      found.missing.push(`${line.words} was acknowledged and is not there`);
      continue;
    }
    if (!at.some(({ ticketId }) => ticketId === line.ticketId))
      found.missing.push(`${line.words} stands in another ticket`);
    const of = `${line.author} ${place.ticketId}`;
    if (place.seq < (lastOf.get(of) ?? 0))
      found.outOfOrder.push(`${line.words} stands before an earlier line`);
    lastOf.set(of, place.seq);
  }

  const demoted = new Set(ledger.endings.map(({ client }) => client));
  let views = 0;
  const fresh = new Map<string, View>();
  async function freshView(truth: Truth, kind: Client["kind"]): Promise<View> {
    const key = `${kind} ${truth.ticket.id}`;
    const view = fresh.get(key) ?? (await readFreshView(database, truth, kind));
    fresh.set(key, view);
    return view;
  }
  for (const client of clients) {
    if (client.isShutOut()) continue;
    for (const { id, name } of client.pending()) found.stuck.push(`${client.name} still has ${name} ${id}`);
    for (const held of client.held.values()) {
      const truth = truths.get(held.ticketId);
      const departmentId = departmentOf.get(client.name);
      const mayRead = demoted.has(client.name)
        ? false
        : client.kind !== "department" ||
          (departmentId !== undefined && truth?.ticket.invitedDepartmentIds.includes(departmentId) === true);
      const what = `${client.name} shows ${held.ticketId}`;
      if (truth === undefined) found.viewsThatDiffer.push(`${what}, which does not exist`);
      else if (!mayRead) {
        if (held.state.status !== "ended")
          found.stuck.push(`${what} as ${held.state.status}, and may not any more`);
      } else {
        views += 1;
        const problem = problemOf(held, truth, await freshView(truth, client.kind));
        if (problem !== null) found[problem.kind].push(`${what}: ${problem.what}`);
      }
    }
  }
  found.seenByTheWrong.push(...judgeRights({ ledger, truths, departmentOf }));

  const entries = Object.entries(found) as [keyof typeof found, string[]][];
  const figures = Object.fromEntries(entries.map(([key, list]) => [key, list.length])) as Record<
    keyof typeof found,
    number
  >;
  const examples = entries.flatMap(([key, list]) =>
    list.slice(0, examplesPerKind).map((each) => `${key}: ${each}`),
  );
  return {
    views,
    ...figures,
    examples: [...examples, ...ledger.faults.slice(0, examplesPerKind).map((fault) => `fault: ${fault}`)],
  };
}

type Problem = { kind: "stuck" | "doubled" | "outOfOrder" | "viewsThatDiffer"; what: string };

function problemOf({ state }: Held, truth: Truth, fresh: View): Problem | null {
  const { view, status } = state;
  if (view === null) return { kind: "stuck", what: `as ${status}, without a view` };
  if (new Set(view.entries.map(({ seq }) => seq)).size < view.entries.length)
    return { kind: "doubled", what: `a line twice, of ${view.entries.length}` };
  if (!view.entries.every(({ seq }, index) => index === 0 || seq === (view.entries[index - 1]?.seq ?? 0) + 1))
    return { kind: "outOfOrder", what: "lines not in a row" };
  if (status !== "live") return { kind: "stuck", what: `as ${status} at ${view.seq} of ${fresh.seq}` };
  if (view.seq !== fresh.seq)
    return { kind: "stuck", what: `as live at ${view.seq} of ${fresh.seq} (${truth.ticket.seq} in all)` };
  // Whoever came late has a shorter past; what they have must be the end of it.
  const expected = { ...fresh, entries: fresh.entries.slice(-view.entries.length) };
  if (isDeepStrictEqual(plain(view), plain(expected))) return null;
  return { kind: "viewsThatDiffer", what: differenceOf(plain(view), plain(expected)) };
}

/** As it crosses the wire. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

function differenceOf(view: Record<string, unknown>, expected: Record<string, unknown>): string {
  const keys = Object.keys(expected).filter((key) => !isDeepStrictEqual(view[key], expected[key]));
  const [first = ""] = keys;
  const show = (value: unknown) => JSON.stringify(value)?.slice(0, 300);
  return `${keys.join(", ")}: ${show(view[first])} in place of ${show(expected[first])}`;
}
