import { z } from "zod";
import { anyStaff, declare, nothing, staffOnly } from "../declaration.ts";
import { email, id, messageText, photoIds, shortText, words } from "../fields.ts";

const content = { text: messageText.or(z.literal("")), photoIds };
const saysSomething = (message: { text: string; photoIds: string[] }) =>
  message.text !== "" || message.photoIds.length > 0;
const message = { message: "a message needs text or a photo" };

/** What the shop's page knows of why the shopper writes: set by `Frontline.setContext`. */
const sceneContext = z.object({
  scene: shortText.nullable().default(null),
  sku: shortText.nullable().default(null),
});

export const ticketCommands = {
  "ticket.open": declare({
    summary: "A shopper starts a conversation with its first message.",
    who: ["shopper"],
    input: z.object({ ...content, context: sceneContext.prefault({}) }).refine(saysSomething, message),
    answer: z.object({ ticketId: id, seq: z.number() }),
  }),
  "message.send": declare({
    summary: "A line that the shopper and staff both read. From a shopper it reopens a resolved ticket.",
    who: ["shopper", ...staffOnly],
    input: z.object({ ticketId: id, ...content }).refine(saysSomething, message),
    /** `seq` in the sender's own count: publicSeq for a shopper. */
    answer: z.object({ seq: z.number() }),
  }),
  "note.write": declare({
    summary: "A line that only staff and invited departments read.",
    who: anyStaff,
    input: z.object({ ticketId: id, ...content }).refine(saysSomething, message),
    answer: z.object({ seq: z.number() }),
  }),
  "order.attach": declare({
    summary:
      "Ties an order to the ticket: a verified shopper names one of theirs, an anonymous one by number and e-mail.",
    who: ["shopper", ...staffOnly],
    input: z.object({
      ticketId: id.nullable(),
      orderNumber: shortText,
      email: email.nullable().default(null),
    }),
    answer: z.object({ orderId: id, assurance: z.enum(["verified", "stated"]) }),
  }),
  "ticket.see": declare({
    summary: "Says up to which line this side has read.",
    who: ["shopper", ...anyStaff],
    input: z.object({ ticketId: id, seq: z.number().int().min(0) }),
    answer: nothing,
  }),
  "ticket.rate": declare({
    summary: "The shopper rates a resolved ticket from 1 to 5; rating again replaces it.",
    who: ["shopper"],
    input: z.object({
      ticketId: id,
      score: z.number().int().min(1).max(5),
      words: words(1000),
    }),
    answer: nothing,
  }),
  "ticket.assign": declare({
    summary:
      "Gives the ticket to a person, or to nobody. Taking it from another is a takeover and is said so.",
    who: staffOnly,
    input: z.object({ ticketId: id, assigneeId: id.nullable() }),
    answer: nothing,
  }),
  "ticket.resolve": declare({
    summary: "Closes the ticket; refused while a payout of it is open.",
    who: staffOnly,
    input: z.object({ ticketId: id }),
    answer: nothing,
  }),
  "ticket.reopen": declare({
    summary: "Opens a resolved ticket again.",
    who: staffOnly,
    input: z.object({ ticketId: id }),
    answer: nothing,
  }),
};
