import type { OrderRow, ShipmentRow } from "../tables.ts";

export type OrderPhase = "cancelled" | "unfulfilled" | "underway" | "delivered";

export interface Delivery {
  phase: OrderPhase;
  isDelivered: boolean;
  /** When the last parcel arrived; null before. */
  deliveredAt: number | null;
  /** Of the parcel to follow: the first that is still underway, else the last that arrived. */
  carrier: string | null;
  trackingNumber: string | null;
}

/** Where an order's parcels are. Delivered means every parcel that we know of has arrived. */
export function deliveryOf(
  order: Pick<OrderRow, "cancelledAt" | "fulfillmentStatus">,
  shipments: readonly ShipmentRow[],
): Delivery {
  const underway = shipments.filter((each) => each.deliveredAt === null);
  const arrivals = shipments.flatMap((each) => (each.deliveredAt === null ? [] : [each.deliveredAt]));
  const isDelivered = shipments.length > 0 && underway.length === 0 && order.fulfillmentStatus !== "partial";
  const shown = underway[0] ?? shipments.at(-1) ?? null;
  return {
    phase: phaseOf(order, shipments.length, isDelivered),
    isDelivered,
    deliveredAt: isDelivered ? Math.max(...arrivals) : null,
    carrier: shown?.carrier ?? null,
    trackingNumber: shown?.trackingNumber ?? null,
  };
}

function phaseOf(
  order: Pick<OrderRow, "cancelledAt" | "fulfillmentStatus">,
  parcels: number,
  isDelivered: boolean,
): OrderPhase {
  if (order.cancelledAt !== null) return "cancelled";
  if (isDelivered) return "delivered";
  return parcels > 0 || order.fulfillmentStatus === "fulfilled" ? "underway" : "unfulfilled";
}
