import type { Locale, MerchantAdapter } from "../contract/vocabulary.ts";
import { column } from "../core/database/columns.ts";
import { defineTable } from "../core/database/table.ts";

export interface StorefrontRow {
  id: string;
  /** Public: stands in the shop's pages. */
  key: string;
  name: string;
  /** Only pages of these origins may use the key. */
  origins: string[];
  accent: string;
  position: "left" | "right";
  locale: Locale;
  /** IANA; the day of day budgets. */
  timeZone: string;
  merchantAdapter: MerchantAdapter;
  merchantUrl: string | null;
  createdAt: number;
}

export const storefronts = defineTable<StorefrontRow>("storefronts", {
  columns: {
    id: column.key(),
    key: column.text(64),
    name: column.text(200),
    origins: column.json(),
    accent: column.text(7),
    position: column.text(5),
    locale: column.text(10),
    timeZone: column.text(64),
    merchantAdapter: column.text(20),
    merchantUrl: column.optional(column.text(500)),
    createdAt: column.at(),
  },
  uniques: [["key"]],
  lockRank: "storefront",
});

export interface StorefrontSecretRow {
  /** The `kid` of tokens signed with it. */
  id: string;
  storefrontId: string;
  /** `audit`: what the draw of audits is keyed with. */
  purpose: "identity" | "merchant" | "audit";
  secret: string;
  madeAt: number;
}

export const storefrontSecrets = defineTable<StorefrontSecretRow>("storefront_secrets", {
  columns: {
    id: column.key(64),
    storefrontId: column.id(),
    purpose: column.text(20),
    secret: column.text(200),
    madeAt: column.at(),
  },
  indexes: [["storefrontId"]],
});

export interface ShopperRow {
  id: string;
  storefrontId: string;
  /** The shop's own id of the signed-in person; null while anonymous. */
  subject: string | null;
  name: string | null;
  email: string | null;
  customerId: string | null;
  createdAt: number;
}

export const shoppers = defineTable<ShopperRow>("shoppers", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    subject: column.optional(column.exact(120)),
    name: column.optional(column.text(200)),
    email: column.optional(column.text(254)),
    customerId: column.optional(column.id()),
    createdAt: column.at(),
  },
  uniques: [["storefrontId", "subject"]],
  lockRank: "shopper",
  stampedBy: ["id"],
});

export interface ShopperSessionRow {
  /** SHA-256 of the bearer. */
  id: string;
  storefrontId: string;
  shopperId: string;
  createdAt: number;
  expiresAt: number;
}

export const shopperSessions = defineTable<ShopperSessionRow>("shopper_sessions", {
  columns: {
    id: column.key(64),
    storefrontId: column.id(),
    shopperId: column.id(),
    createdAt: column.at(),
    expiresAt: column.at(),
  },
  indexes: [["shopperId"], ["expiresAt"]],
  lockRank: "session",
  stampedBy: ["id", "shopperId"],
});

/** A token's `jti` counts once. */
export interface UsedTokenRow {
  /** SHA-256 of storefront and jti. */
  id: string;
  expiresAt: number;
}

export const usedTokens = defineTable<UsedTokenRow>("used_tokens", {
  columns: { id: column.key(64), expiresAt: column.at() },
  indexes: [["expiresAt"]],
});

/** An order that an anonymous shopper named by number and e-mail: stated, not verified. */
export interface StatedOrderRow {
  /** shopperId:orderId */
  id: string;
  shopperId: string;
  orderId: string;
  at: number;
}

export const statedOrders = defineTable<StatedOrderRow>("stated_orders", {
  columns: { id: column.key(80), shopperId: column.id(), orderId: column.id(), at: column.at() },
  indexes: [["shopperId"]],
});
