import { In } from "typeorm";
import type { FigureCase, FigureSlice } from "../contract/figures.ts";
import type { LimitDimension } from "../contract/policy.ts";
import type { RemedyKind, RemedyState } from "../contract/vocabulary.ts";
import type { Reader } from "../core/database/reader.ts";
import { isGenerated } from "../core/ids.ts";
import { people } from "../staff/tables.ts";
import { tickets } from "../tickets/tables.ts";
import { outcomeOf } from "./figures-outcomes.ts";
import type { Bucket } from "./figures-period.ts";
import { escalationCut, escalationsIn, remediesIn, remedyCut, type Scope } from "./figures-scope.ts";
import { escalationSlice, remedySlice } from "./figures-slices.ts";

export interface CaseQuestion {
  slice: FigureSlice;
  key: string | null;
  limitedBy: LimitDimension | null;
  after: string | null;
  limit: number;
}

type Found = Omit<FigureCase, "ticketNumber" | "shopperName" | "personName" | "isGenerated"> & {
  personId: string;
};

/** Behind the last of the page before; one that was tampered with begins anew. */
function cursorOf(after: string | null): { at: number; id: string } {
  const match = /^(\d{1,16})\.([0-9a-f-]{36})$/.exec(after ?? "");
  return match === null
    ? { at: Number.MAX_SAFE_INTEGER, id: "" }
    : { at: Number(match[1]), id: match[2] ?? "" };
}

/** Newest first, paged by time and id. */
export async function readFigureCases(
  reader: Reader,
  scope: Scope,
  period: Bucket,
  question: CaseQuestion,
  now: number,
): Promise<{ cases: FigureCase[]; next: string | null }> {
  const found = [
    ...(await readRemedies(reader, scope, period, question, now)),
    ...(await readEscalations(reader, scope, period, question)),
  ].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  const page = found.slice(0, question.limit);
  const last = page.at(-1);
  return {
    cases: await named(reader, page),
    next: found.length > question.limit && last !== undefined ? `${last.at}.${last.id}` : null,
  };
}

interface RemedyFound {
  id: string;
  at: number | string;
  ticketId: string;
  personId: string;
  orderNumber: string;
  remedy: RemedyKind;
  reason: FigureCase["reason"];
  amountMinor: number | string;
  currency: string;
  state: RemedyState;
  because: string | null;
  answeredAt: number | string | null;
}

async function readRemedies(
  reader: Reader,
  scope: Scope,
  period: Bucket,
  { slice, key, limitedBy, after, limit }: CaseQuestion,
  now: number,
): Promise<Found[]> {
  const condition = remedySlice(slice, limitedBy);
  if (condition === null) return [];
  const among = remediesIn(scope, period);
  const cursor = cursorOf(after);
  const rows = await reader.sql<RemedyFound>(
    "SELECT r.`id`, r.`createdAt` AS `at`, r.`ticketId`, r.`requesterId` AS `personId`, r.`orderNumber`, r.`remedy`, " +
      "r.`reason`, r.`amountMinor`, r.`currency`, r.`state`, r.`because`, r.`answeredAt` FROM `remedies` r " +
      `WHERE ${among.sql} AND (${condition})${key === null ? "" : ` AND ${remedyCut(scope)} = ?`} ` +
      "AND (r.`createdAt` < ? OR (r.`createdAt` = ? AND r.`id` < ?)) ORDER BY r.`createdAt` DESC, r.`id` DESC LIMIT ?",
    [...among.parameters, ...(key === null ? [] : [key]), cursor.at, cursor.at, cursor.id, limit + 1],
  );
  return rows.map((row) => {
    const at = Number(row.at);
    const isRequest = row.because !== null;
    const outcome = outcomeOf(row.state, isRequest);
    const until = row.answeredAt !== null ? Number(row.answeredAt) : outcome === "waiting" ? now : null;
    return {
      kind: "remedy",
      id: row.id,
      at,
      ticketId: row.ticketId,
      personId: row.personId,
      orderNumber: row.orderNumber,
      remedy: row.remedy,
      reason: row.reason,
      amountMinor: Number(row.amountMinor),
      currency: row.currency,
      outcome,
      waitedMs: until === null ? null : until - at,
      departmentName: null,
    };
  });
}

interface EscalationFound {
  id: string;
  at: number | string;
  ticketId: string;
  personId: string;
  departmentName: string;
}

async function readEscalations(
  reader: Reader,
  scope: Scope,
  period: Bucket,
  { slice, key, after, limit }: CaseQuestion,
): Promise<Found[]> {
  const condition = escalationSlice(slice);
  if (condition === null) return [];
  const among = escalationsIn(scope, period);
  const cursor = cursorOf(after);
  const rows = await reader.sql<EscalationFound>(
    "SELECT e.`id`, e.`openedAt` AS `at`, e.`ticketId`, e.`openedById` AS `personId`, e.`departmentName` " +
      `FROM \`escalations\` e WHERE ${among.sql} AND (${condition})${key === null ? "" : ` AND ${escalationCut(scope)} = ?`} ` +
      "AND (e.`openedAt` < ? OR (e.`openedAt` = ? AND e.`id` < ?)) ORDER BY e.`openedAt` DESC, e.`id` DESC LIMIT ?",
    [...among.parameters, ...(key === null ? [] : [key]), cursor.at, cursor.at, cursor.id, limit + 1],
  );
  return rows.map(({ id, at, ticketId, personId, departmentName }) => ({
    kind: "escalation",
    id,
    at: Number(at),
    ticketId,
    personId,
    orderNumber: null,
    remedy: null,
    reason: null,
    amountMinor: null,
    currency: null,
    outcome: null,
    waitedMs: null,
    departmentName,
  }));
}

async function named(reader: Reader, found: Found[]): Promise<FigureCase[]> {
  if (found.length === 0) return [];
  const take = found.length;
  const [cases, staff] = await Promise.all([
    reader.many(tickets, {
      select: { id: true, number: true, shopperName: true },
      where: { id: In(found.map(({ ticketId }) => ticketId)) },
      take,
    }),
    reader.many(people, {
      select: { id: true, name: true },
      where: { id: In(found.map(({ personId }) => personId)) },
      take,
    }),
  ]);
  const ticketOf = new Map(cases.map((ticket) => [ticket.id, ticket]));
  const nameOf = new Map(staff.map((person) => [person.id, person.name]));
  return found.map(({ personId, ...each }) => {
    const ticket = ticketOf.get(each.ticketId);
    return {
      ...each,
      ticketNumber: ticket?.number ?? 0,
      shopperName: ticket?.shopperName ?? null,
      personName: nameOf.get(personId) ?? "",
      isGenerated: isGenerated(each.id),
    };
  });
}
