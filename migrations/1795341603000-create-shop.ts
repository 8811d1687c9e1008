import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { createTable, dropTables } from "../backend/core/database/migration-kit.ts";

export class CreateShop1795341603000 implements MigrationInterface {
  name = "CreateShop1795341603000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "storefronts", {
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
    });
    await createTable(runner, "storefront_secrets", {
      columns: {
        id: column.key(64),
        storefrontId: column.id(),
        purpose: column.text(20),
        secret: column.text(200),
        madeAt: column.at(),
      },
      indexes: [["storefrontId"]],
    });
    await createTable(runner, "shoppers", {
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
    });
    await createTable(runner, "shopper_sessions", {
      columns: {
        id: column.key(64),
        storefrontId: column.id(),
        shopperId: column.id(),
        createdAt: column.at(),
        expiresAt: column.at(),
      },
      indexes: [["shopperId"], ["expiresAt"]],
    });
    await createTable(runner, "used_tokens", {
      columns: { id: column.key(64), expiresAt: column.at() },
      indexes: [["expiresAt"]],
    });
    await createTable(runner, "stated_orders", {
      columns: { id: column.key(80), shopperId: column.id(), orderId: column.id(), at: column.at() },
      indexes: [["shopperId"]],
    });
    await createTable(runner, "customers", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        externalId: column.exact(120),
        name: column.text(200),
        email: column.text(190),
        phone: column.text(40),
        tags: column.json(),
        address: column.optional(column.json()),
        since: column.at(),
      },
      indexes: [["storefrontId", "email"]],
      uniques: [["storefrontId", "externalId"]],
    });
    await createTable(runner, "variants", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        sku: column.text(120),
        productHandle: column.text(200),
        productType: column.text(120),
        title: column.text(250),
        variant: column.text(250),
        priceMinor: column.minor(),
        requiresShipping: column.flag(),
        stock: column.optional(column.int()),
        reserved: column.int(),
      },
      uniques: [["storefrontId", "sku"]],
    });
    await createTable(runner, "orders", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        externalId: column.exact(120),
        number: column.text(60),
        email: column.text(190),
        customerId: column.optional(column.id()),
        currency: column.text(3),
        subtotalMinor: column.minor(),
        discountMinor: column.minor(),
        shippingMinor: column.minor(),
        taxMinor: column.minor(),
        totalMinor: column.minor(),
        financialStatus: column.text(20),
        fulfillmentStatus: column.text(20),
        orderedAt: column.at(),
        cancelledAt: column.optional(column.at()),
        paymentMethod: column.text(60),
        paymentReference: column.text(190),
        shippingAddress: column.optional(column.json()),
        paidMinor: column.minor(),
        refundedMinor: column.minor(),
        reservedMinor: column.minor(),
      },
      indexes: [
        ["customerId", "orderedAt"],
        ["storefrontId", "email"],
      ],
      uniques: [
        ["storefrontId", "number"],
        ["storefrontId", "externalId"],
      ],
    });
    await createTable(runner, "order_lines", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        orderId: column.id(),
        position: column.int(),
        sku: column.text(120),
        title: column.text(250),
        variant: column.text(250),
        quantity: column.int(),
        unitPriceMinor: column.minor(),
        discountMinor: column.minor(),
        requiresShipping: column.flag(),
        reshippedQuantity: column.int(),
        refundedQuantity: column.int(),
      },
      uniques: [["orderId", "position"]],
    });
    await createTable(runner, "order_money", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        orderId: column.id(),
        kind: column.text(10),
        amountMinor: column.minor(),
        source: column.text(10),
        reference: column.text(150),
        at: column.at(),
      },
      indexes: [["orderId"]],
      uniques: [["storefrontId", "source", "reference"]],
    });
    await createTable(runner, "shipments", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        orderId: column.id(),
        trackingNumber: column.text(100),
        carrier: column.text(100),
        skus: column.json(),
        shippedAt: column.optional(column.at()),
        deliveredAt: column.optional(column.at()),
      },
      indexes: [["orderId"]],
      uniques: [["storefrontId", "trackingNumber"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, [
      "shipments",
      "order_money",
      "order_lines",
      "orders",
      "variants",
      "customers",
      "stated_orders",
      "used_tokens",
      "shopper_sessions",
      "shoppers",
      "storefront_secrets",
      "storefronts",
    ]);
  }
}
