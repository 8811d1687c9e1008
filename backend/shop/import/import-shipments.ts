import { In } from "typeorm";
import { z } from "zod";
import { defineCommand } from "../../core/command.ts";
import { insert, update, type Write } from "../../core/database/writes.ts";
import { orders, shipments } from "../tables.ts";
import { shipmentInput } from "./shipment-from-row.ts";
import { batchSize, changedColumns, emptyTally } from "./tally.ts";

/** Known by tracking number. Locks the orders they belong to. */
export const importShipments = defineCommand({
  name: "shop.import-shipments",
  who: ["system"],
  input: z.object({ storefrontId: z.uuid(), rows: z.array(shipmentInput).max(batchSize) }),
  async load(tx, { storefrontId, rows }) {
    const named = await tx.many(orders, {
      where: { storefrontId, number: In([...new Set(rows.map((row) => row.orderNumber))]) },
      take: batchSize,
    });
    const locked = await tx.lockAll(
      orders,
      named.map((order) => order.id),
    );
    const found = await tx.many(shipments, {
      where: { storefrontId, trackingNumber: In(rows.map((row) => row.trackingNumber)) },
      take: batchSize,
    });
    return {
      orderIds: new Map(locked.map((order) => [order.number.toLowerCase(), order.id])),
      known: new Map(found.map((shipment) => [shipment.trackingNumber.toLowerCase(), shipment])),
    };
  },
  decide({ orderIds, known }, { storefrontId, rows }, _actor, { newId }) {
    const tally = emptyTally();
    const writes: Write[] = [];
    for (const { line, orderNumber, ...row } of rows) {
      const orderId = orderIds.get(orderNumber.toLowerCase());
      const before = known.get(row.trackingNumber.toLowerCase());
      if (orderId === undefined) {
        tally.bad.push({ line, reason: `order ${orderNumber} is not known` });
      } else if (before === undefined) {
        writes.push(insert(shipments, { id: newId(), storefrontId, orderId, ...row }));
        tally.imported++;
      } else if (before.orderId !== orderId) {
        tally.bad.push({ line, reason: `parcel ${row.trackingNumber} belongs to another order` });
      } else {
        const changed = changedColumns(before, row);
        if (changed === null) tally.unchanged++;
        else {
          writes.push(update(shipments, { id: before.id }, changed));
          tally.updated++;
        }
      }
    }
    return { answer: tally, writes };
  },
});
