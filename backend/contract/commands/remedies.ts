import { z } from "zod";
import { anyStaff, declare, nothing, staffOnly } from "../declaration.ts";
import {
  address,
  amountMinor,
  currency,
  id,
  messageText,
  orderedLines,
  quantity,
  sentence,
  shortText,
} from "../fields.ts";
import { stages } from "../remedy-terms.ts";
import { claimReasons } from "../vocabulary.ts";

/**
 * How many remedies of the ticket the asker had before their eyes: where there are more by now, somebody else was
 * quicker, and nothing is promised twice. Null: whatever there is.
 */
const remediesSeen = z.number().int().min(0).nullable().default(null);

/** Known by its SKU. A dearer variant is refused unless the shop waives the difference. */
const otherVariant = { sku: shortText, isDifferenceWaived: z.boolean().default(false) };
/** Null: to the order's address. */
const destination = address.nullable().default(null);

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
    address: destination,
  }),
  /** One line of an order that was sent, for another variant of the same product; a cheaper one gives the difference back. */
  z.object({
    ...common,
    remedy: z.literal("exchange"),
    lines: orderedLines.length(1),
    ...otherVariant,
    address: destination,
  }),
  /** The goods come back first. What goes back to the payer is what the lines are worth. */
  z.object({ ...common, remedy: z.literal("return_refund"), lines: orderedLines.min(1) }),
  /** Before anything was sent. No lines: the whole order. */
  z.object({ ...common, remedy: z.literal("cancellation"), lines: orderedLines.default([]) }),
  z.object({
    ...common,
    remedy: z.literal("order_change"),
    change: z.discriminatedUnion("what", [
      z.object({ what: z.literal("variant"), lineId: id, ...otherVariant }),
      z.object({ what: z.literal("address"), address }),
      z.object({ what: z.literal("payment"), paymentMethod: shortText.max(60) }),
    ]),
  }),
  /** Value at this shop, at most what the order came to. */
  z.object({ ...common, remedy: z.literal("store_credit"), amountMinor, currency }),
  /** Each counts as one minor unit of the order's currency against limits. */
  z.object({ ...common, remedy: z.literal("points"), points: amountMinor }),
  z.object({ ...common, remedy: z.literal("gift"), sku: shortText, quantity, address: destination }),
  /** Of the customer's record, for orders to come. */
  z.object({ ...common, remedy: z.literal("address_correction"), address }),
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
      "Says yes to exactly the request that `hash` names, or to another amount; the last yes of its chain carries it out and tells the shopper.",
    who: anyStaff,
    input: z.object({
      remedyId: id,
      hash: z.string().length(64),
      /** Null: as asked. Only where a person names the amount: refunds and store credit. */
      otherAmountMinor: amountMinor.nullable().default(null),
      /** Said with the last yes alone: before it nothing is promised. */
      tell: messageText.nullable().default(null),
    }),
    answer: nothing,
  }),
  "remedy.decline": declare({
    summary: "Declines a request, with a reason for the asker.",
    who: anyStaff,
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
        /** A step on the way, of remedies that have such steps. */
        z.object({
          state: z.literal("progressed"),
          stage: z.enum(stages),
          hint: z.string().trim().max(200).default(""),
        }),
      ]),
    }),
    answer: nothing,
  }),
};
