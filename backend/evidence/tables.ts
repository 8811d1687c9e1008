import { column } from "../core/database/columns.ts";
import { defineTable } from "../core/database/table.ts";

/** A photo as it is served: re-encoded, without metadata, upright. The original is not kept. */
export interface PhotoRow {
  id: string;
  storefrontId: string | null;
  /** `shopper:ID` or `person:ID`: only the uploader may attach it, and see it until then. */
  owner: string;
  /** Null until a message, note or claim carries it. */
  ticketId: string | null;
  /** True once it stands in an entry that the shopper gets. */
  isPublic: boolean;
  /** As the claim that carries it says; null where nobody said. */
  shows: "item" | "packaging" | null;
  width: number;
  height: number;
  bytes: number;
  createdAt: number;
}

export const photos = defineTable<PhotoRow>("photos", {
  columns: {
    id: column.key(),
    storefrontId: column.optional(column.id()),
    owner: column.text(60),
    ticketId: column.optional(column.id()),
    isPublic: column.flag(),
    shows: column.optional(column.text(10)),
    width: column.int(),
    height: column.int(),
    bytes: column.int(),
    createdAt: column.at(),
  },
  indexes: [["ticketId"], ["createdAt"]],
  lockRank: "photo",
});
