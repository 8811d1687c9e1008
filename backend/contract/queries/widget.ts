import { z } from "zod";
import { declare, shape } from "../declaration.ts";
import type { ShopperEntry } from "../entries.ts";
import { id, orderedLines, pageSize } from "../fields.ts";
import { claimReasons, type Wish } from "../vocabulary.ts";

export interface ShopperOrder {
  orderId: string;
  number: string;
  orderedAt: number;
  currency: string;
  totalMinor: number;
  isDelivered: boolean;
  deliveredAt: number | null;
  carrier: string | null;
  trackingNumber: string | null;
  lines: { lineId: string; title: string; variant: string; quantity: number; worthMinor: number }[];
}

export interface ShopperHome {
  /** Null while the shopper is anonymous. */
  name: string | null;
  isVerified: boolean;
  /** Newest first, at most 20. */
  tickets: {
    ticketId: string;
    status: "open" | "resolved";
    preview: string;
    lastAt: number;
    unread: number;
    orderNumber: string | null;
  }[];
}

export interface ClaimOptions {
  isPhotoAsked: boolean;
  /** Besides the item its packaging. */
  isPackagingAsked: boolean;
  wishes: { wish: Wish; amountMinor: number | null; currency: string | null }[];
}

const shopper = ["shopper"] as const;

export const widgetQueries = {
  "shopper.home": declare({
    summary: "The shopper's conversations.",
    who: shopper,
    input: z.object({}),
    answer: shape<ShopperHome>(),
  }),
  "shopper.orders": declare({
    summary:
      "Orders this shopper may claim on: all of a verified customer's, or those stated in this session.",
    who: shopper,
    input: z.object({}),
    answer: shape<{ orders: ShopperOrder[] }>(),
  }),
  "shopper.entries": declare({
    summary: "Earlier lines of a conversation, oldest first.",
    who: shopper,
    input: z.object({ ticketId: id, before: z.number().int().positive(), limit: pageSize }),
    answer: shape<{ entries: ShopperEntry[] }>(),
  }),
  "shopper.claim-options": declare({
    summary: "Whether a photo is asked for this claim, and what would make it good.",
    who: shopper,
    input: z.object({ orderId: id, lines: orderedLines.min(1), reason: z.enum(claimReasons) }),
    answer: shape<ClaimOptions>(),
  }),
};
