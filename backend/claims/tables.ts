import type { LineRef, PhotoRef } from "../contract/entries.ts";
import type { ClaimReason, Wish } from "../contract/vocabulary.ts";
import { column } from "../core/database/columns.ts";
import { defineTable } from "../core/database/table.ts";

export interface ClaimRow {
  id: string;
  storefrontId: string;
  ticketId: string;
  orderId: string;
  orderNumber: string;
  customerId: string | null;
  lines: LineRef[];
  reason: ClaimReason;
  wish: Wish;
  words: string;
  photos: PhotoRef[];
  at: number;
}

export const claims = defineTable<ClaimRow>("claims", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    ticketId: column.id(),
    orderId: column.id(),
    orderNumber: column.text(60),
    customerId: column.optional(column.id()),
    lines: column.json(),
    reason: column.text(30),
    wish: column.text(20),
    words: column.longText(),
    photos: column.json(),
    at: column.at(),
  },
  indexes: [["ticketId"], ["orderId"], ["customerId", "at"]],
});
