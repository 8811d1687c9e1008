import { claimCommands } from "../contract/commands/claims.ts";
import { isPublic } from "../contract/project-entry.ts";
import { topic } from "../contract/sockets.ts";
import { authorOf, type ShopperActor } from "../core/actor.ts";
import { type Circumstances, defineCommand } from "../core/command.ts";
import { insert } from "../core/database/writes.ts";
import { type Notice, toStaff } from "../core/notices.ts";
import { attachWrites, lockOwnPhotos, showWrites, toPhotoRef } from "../evidence/attach-photos.ts";
import { lockTicket } from "../tickets/access.ts";
import { lockTicketCounter, newTicket } from "../tickets/new-ticket.ts";
import type { CounterRow, TicketRow } from "../tickets/tables.ts";
import { append, type Draft } from "../tickets/timeline.ts";
import { type ClaimableOrder, readClaimableOrder } from "./claimable-order.ts";
import { claimedLines } from "./rules.ts";
import { type ClaimRow, claims } from "./tables.ts";

const { input, who } = claimCommands["claim.file"];

/**
 * A photo that the policy asks for is not demanded here: a shopper who cannot take one must not be stuck. The agent's
 * headroom shows that it is missing.
 */
export const fileClaim = defineCommand({
  name: "claim.file",
  who,
  input,
  async load(tx, { ticketId, orderId, photoIds, packagingPhotoIds }, actor: ShopperActor) {
    const ticket = ticketId === null ? null : await lockTicket(tx, ticketId, actor);
    const photos = await lockOwnPhotos(tx, [...photoIds, ...packagingPhotoIds], actor);
    const place = ticket ?? (await lockTicketCounter(tx));
    return { place, photos, order: await readClaimableOrder(tx, orderId, actor) };
  },
  decide({ place, photos, order }, request, actor, circumstances) {
    const { lines, reason, wish, words, packagingPhotoIds } = request;
    const { ticket, drafts, writes } = begin(place, actor, circumstances);
    const claim: ClaimRow = {
      id: circumstances.newId(),
      storefrontId: ticket.storefrontId,
      ticketId: ticket.id,
      orderId: order.order.id,
      orderNumber: order.order.number,
      customerId: actor.customerId,
      lines: claimedLines(order, lines),
      reason,
      wish,
      words,
      photos: photos.map(toPhotoRef),
      at: circumstances.now,
    };
    drafts.push(...attaching(ticket, order, actor), filed(claim, actor));
    // Who writes has read what stands above.
    const shopperSeenSeq = ticket.publicSeq + drafts.filter((draft) => isPublic(draft.kind)).length;
    const after = append(ticket, drafts, circumstances.now, { shopperSeenSeq });
    const touched = toStaff(topic.queues, topic.case(ticket.id), topic.headroom(claim.orderId));
    return {
      answer: { ticketId: ticket.id, claimId: claim.id },
      writes: [
        ...writes,
        ...after.writes,
        insert(claims, claim),
        ...attachWrites(photos, ticket.id, true),
        ...showWrites(photos, packagingPhotoIds),
      ],
      tell: [...after.tell, touched, ...(isNew(place) ? [homeOf(actor)] : [])],
    };
  },
});

/** A ticket to go on with, or the counter that numbers a new one. */
type Place = TicketRow | CounterRow;
const isNew = (place: Place): place is CounterRow => !("shopperId" in place);

function begin(place: Place, actor: ShopperActor, circumstances: Circumstances) {
  if (isNew(place)) return newTicket(actor, { counter: place, scene: null, sku: null }, circumstances);
  const reopened: Draft = {
    kind: "ticket.reopened",
    body: { because: "shopper_wrote" },
    by: authorOf(actor),
  };
  return { ticket: place, drafts: place.status === "resolved" ? [reopened] : [], writes: [] };
}

function attaching(ticket: TicketRow, { order, assurance }: ClaimableOrder, actor: ShopperActor): Draft[] {
  if (ticket.orderId === order.id && ticket.assurance === assurance) return [];
  const body = { orderId: order.id, orderNumber: order.number, assurance };
  return [{ kind: "order.attached", body, by: authorOf(actor) }];
}

function filed(claim: ClaimRow, actor: ShopperActor): Draft {
  const { id: claimId, orderNumber, lines, reason, wish, words, photos } = claim;
  const body = { claimId, orderNumber, lines, reason, wish, words, photos };
  return { kind: "claim.filed", body, by: authorOf(actor) };
}

function homeOf({ shopperId }: ShopperActor): Notice {
  return { kind: "topics", to: { kind: "shopper", shopperId }, topics: [topic.home(shopperId)] };
}
