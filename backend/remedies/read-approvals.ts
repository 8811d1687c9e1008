import { In, Like } from "typeorm";
import { isComplete } from "../authority/complete-facts.ts";
import { explain } from "../authority/explain.ts";
import type { DecisionFacts } from "../authority/facts.ts";
import { readCompiledVersion } from "../authority/queries.ts";
import { decisions } from "../authority/tables.ts";
import { claims } from "../claims/tables.ts";
import { stepInTurn } from "../contract/approval-steps.ts";
import type { Explanation } from "../contract/policy.ts";
import { type ApprovalCard, consoleQueries } from "../contract/queries/console.ts";
import type { PersonActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { defineQuery } from "../core/query.ts";
import { toPhotoRef } from "../evidence/attach-photos.ts";
import { type PhotoRow, photos } from "../evidence/tables.ts";
import { addressText } from "../shop/orders/address-text.ts";
import { assuranceOf } from "../shop/orders/assurance.ts";
import { storefronts } from "../shop/storefront-tables.ts";
import { orders } from "../shop/tables.ts";
import { type Answerer, readAnswerer } from "../staff/read-answerer.ts";
import { readApproverNames } from "../staff/read-approver-names.ts";
import { type EntryRow, entries, type TicketRow, tickets } from "../tickets/tables.ts";
import { answersAs, isInTurn, stepsOf } from "./approval-chain.ts";
import { type ApprovalRow, approvals } from "./approval-table.ts";
import { isLead } from "./consider.ts";
import { readPart } from "./lock-request.ts";
import { toRemedyView } from "./queries.ts";
import { type RemedyRow, remedies } from "./tables.ts";

const shown = 100;
/** Others than supervisors are shown theirs alone, however far down the list. */
const searched = 1000;
const photosShown = 20;
const wordsShown = 3;

const { input, who } = consoleQueries["approval.list"];

/**
 * Each request with its case and its evidence, oldest first, so that it can be answered in seconds. Who is asked reads
 * the card though the case is none of theirs otherwise.
 */
export const readApprovals = defineQuery({
  name: "approval.list",
  who,
  input,
  async read(reader, _input, actor: PersonActor, now): Promise<{ approvals: ApprovalCard[] }> {
    const who = await readAnswerer(reader, actor, now);
    const waiting = await readWaiting(reader, actor, who);
    const ticketIds = [...new Set(waiting.map(({ remedy }) => remedy.ticketId))];
    const found = await reader.many(tickets, { where: { id: In(ticketIds) }, take: shown });
    const pictures = await reader.many(photos, {
      where: { ticketId: In(ticketIds), owner: Like("shopper:%") },
      order: { createdAt: "ASC", id: "ASC" },
      take: shown * photosShown,
    });
    const approvals: ApprovalCard[] = [];
    for (const { remedy, approval } of waiting) {
      const ticket = found.find((each) => each.id === remedy.ticketId);
      if (ticket === undefined) continue;
      const own = pictures.filter((photo) => photo.ticketId === ticket.id);
      approvals.push(await readCard(reader, { remedy, approval, ticket, photos: own, who }));
    }
    return { approvals };
  },
});

interface Request {
  remedy: RemedyRow;
  /** Null of one made before there were chains. */
  approval: ApprovalRow | null;
}

async function readWaiting(reader: Reader, actor: PersonActor, who: Answerer): Promise<Request[]> {
  const rows = await reader.many(remedies, {
    where: { state: "awaiting_approval" },
    order: { since: "ASC", id: "ASC" },
    take: isLead(actor) ? shown : searched,
  });
  const asked = await reader.many(approvals, {
    where: { id: In(rows.map(({ id }) => id)) },
    take: rows.length,
  });
  return rows
    .map((remedy) => ({ remedy, approval: asked.find(({ id }) => id === remedy.id) ?? null }))
    .filter(({ approval }) => isLead(actor) || isInTurn(stepsOf(approval), who))
    .slice(0, shown);
}

interface Waiting extends Request {
  ticket: TicketRow;
  photos: PhotoRow[];
  who: Answerer;
}

async function readCard(
  reader: Reader,
  { remedy, approval, ticket, photos, who }: Waiting,
): Promise<ApprovalCard> {
  const [order, storefront] = await Promise.all([
    reader.one(orders, { id: remedy.orderId }),
    reader.one(storefronts, { id: remedy.storefrontId }),
  ]);
  const steps = stepsOf(approval);
  const inTurn = stepInTurn(steps);
  const as = inTurn === null ? null : answersAs(inTurn, who);
  const isAttached = ticket.orderId === remedy.orderId && ticket.assurance !== null;
  const assurance =
    isAttached || order === null ? ticket.assurance : await assuranceOf(reader, ticket, order);
  const isOwn =
    order === null
      ? remedy.requesterId === who.own.personId
      : (await readPart(reader, { remedy, approval, ticket, o: { order, lines: [] } }, who)).isOwn;
  return {
    remedy: toRemedyView(remedy, steps),
    address: addressText(remedy.address),
    hash: remedy.hash,
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    storefrontName: storefront?.name ?? "",
    shopperName: ticket.shopperName,
    orderNumber: remedy.orderNumber,
    isVerified: assurance === "verified",
    order: {
      totalMinor: order?.totalMinor ?? 0,
      refundedMinor: (order?.refundedMinor ?? 0) + (order?.reservedMinor ?? 0),
      currency: remedy.currency,
    },
    photos: photos.slice(0, photosShown).map(toPhotoRef),
    shopperWords: await readWords(reader, ticket.id),
    obstacles: remedy.obstacles,
    explanation: await readRequestExplanation(reader, remedy),
    requestedAt: remedy.createdAt,
    isOwn,
    isMyTurn: as !== null,
    insteadOf: as === null || as.personId === who.own.personId ? null : as.name,
    remindedAt: approval?.remindedAt ?? null,
    policyVersion: approval?.policyVersion ?? 0,
  };
}

/** By the version that it was asked under, on the facts that were seen then. */
async function readRequestExplanation(
  reader: Reader,
  { id: remedyId, storefrontId }: RemedyRow,
): Promise<Explanation | null> {
  const made = await reader.many(decisions, { where: { remedyId }, order: { id: "ASC" }, take: 1 });
  const facts = made[0]?.facts as DecisionFacts | undefined;
  if (facts === undefined || !isComplete(facts)) return null;
  const policy = await readCompiledVersion(reader, storefrontId, made[0]?.policyVersion ?? 0);
  return explain(policy, facts, await readApproverNames(reader, policy.approvers));
}

/** The claim's words first, then the last that the shopper wrote, oldest first. */
async function readWords(reader: Reader, ticketId: string): Promise<string[]> {
  const [filed, written] = await Promise.all([
    reader.many(claims, { where: { ticketId }, order: { at: "DESC" }, take: 1 }),
    reader.many(entries, {
      where: { ticketId, kind: "message.sent", byKind: "shopper" },
      order: { seq: "DESC" },
      take: wordsShown,
    }),
  ]);
  const texts = [...filed.map((claim) => claim.words), ...written.reverse().map(textOf)];
  return texts.filter((text) => text !== "");
}

const textOf = ({ body }: EntryRow): string => ("text" in body ? String(body.text) : "");
