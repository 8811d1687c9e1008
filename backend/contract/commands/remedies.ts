import { z } from "zod";
import { declare, lead, nothing, staffOnly } from "../declaration.ts";
import { address, amountMinor, currency, id, messageText, orderedLines, sentence } from "../fields.ts";
import { claimReasons } from "../vocabulary.ts";

/**
 * How many remedies of the ticket the asker had before their eyes: where there are more by now, somebody else was
 * quicker, and nothing is promised twice. Null: whatever there is.
 */
const remediesSeen = z.number().int().min(0).nullable().default(null);

const common = { ticketId: id, orderId: id, reason: z.enum(claimReasons) };

/** What is to be given. A refund of chosen lines names them; its amount must then be at most what they are worth. */
export const remedyRequest = z.discriminatedUnion("remedy", [
  z.object({
    ...common,
    remedy: z.literal("refund"),
    amountMinor,
    currency,
    lines: orderedLines.default([]),
  }),
  z.object({
    ...common,
    remedy: z.literal("reship"),
    lines: orderedLines.min(1),
    /** Null: to the order's address. */
    address: address.nullable().default(null),
  }),
]);
export type RemedyRequest = z.infer<typeof remedyRequest>;

export const remedyCommands = {
  "remedy.grant": declare({
    summary:
      "Promises a remedy within the granter's authority, tells the shopper and starts carrying it out.",
    who: staffOnly,
    input: z.object({
      request: remedyRequest,
      tell: messageText.nullable().default(null),
      remediesSeen,
    }),
    answer: z.object({ remedyId: id }),
  }),
  "remedy.request": declare({
    summary: "Asks for the approval of a remedy beyond the asker's authority.",
    who: staffOnly,
    input: z.object({ request: remedyRequest, because: sentence, remediesSeen }),
    answer: z.object({ remedyId: id }),
  }),
  "remedy.approve": declare({
    summary:
      "Approves exactly the request that `hash` names, or another amount, carries it out and tells the shopper.",
    who: lead,
    input: z.object({
      remedyId: id,
      hash: z.string().length(64),
      /** Null: as asked. Only for refunds. */
      otherAmountMinor: amountMinor.nullable().default(null),
      tell: messageText.nullable().default(null),
    }),
    answer: nothing,
  }),
  "remedy.decline": declare({
    summary: "Declines a request, with a reason for the asker.",
    who: lead,
    input: z.object({ remedyId: id, because: sentence }),
    answer: nothing,
  }),
  "remedy.withdraw": declare({
    summary: "The asker takes the request back.",
    who: staffOnly,
    input: z.object({ remedyId: id }),
    answer: nothing,
  }),
  "remedy.retry": declare({
    summary: "After a definitive failure: decided and reserved anew, under a new attempt.",
    who: staffOnly,
    input: z.object({ remedyId: id }),
    answer: nothing,
  }),
  "payout.book": declare({
    summary: "Finance books a manual payout as carried out, or as not possible.",
    who: ["supervisor", "admin", "department"],
    input: z.object({
      remedyId: id,
      outcome: z.discriminatedUnion("state", [
        z.object({
          state: z.literal("settled"),
          reference: sentence,
          hint: z.string().trim().max(200).default(""),
        }),
        z.object({ state: z.literal("failed"), because: sentence }),
      ]),
    }),
    answer: nothing,
  }),
};
