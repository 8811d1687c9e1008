import { newId } from "../../backend/core/ids.ts";
import type { Ground } from "./ground.ts";
import type { Stall } from "./market.ts";
import type { Said } from "./wire.ts";

const system = { kind: "system" as const };

/** The shop's export of one order, as it stands: with what the merchant carried out, finance paid and the shop gave itself. */
export function importAgain(ground: Ground, stall: Stall): Promise<Said> {
  const { market, nodes } = ground;
  const inAll =
    ground.merchant.refundedMinor(stall.externalId) +
    [...(ground.byHand.get(stall.orderId)?.values() ?? [])].reduce((sum, minor) => sum + minor, 0) +
    (ground.elsewhere.get(stall.orderId) ?? 0);
  const row = {
    line: 2,
    externalId: stall.externalId,
    number: stall.orderNumber,
    email: stall.email,
    currency: stall.currency,
    subtotalMinor: stall.paidMinor,
    discountMinor: 0,
    shippingMinor: 0,
    taxMinor: 0,
    totalMinor: stall.paidMinor,
    financialStatus: "paid",
    fulfillmentStatus: "fulfilled",
    orderedAt: stall.at,
    cancelledAt: null,
    paidAt: stall.at,
    paymentMethod: "credit_card",
    paymentReference: "credit_card_4998749",
    shippingAddress: null,
    paidMinor: stall.paidMinor,
    refundedMinor: inAll,
    lines: stall.lines.map(({ sku, quantity, unitPriceMinor }) => ({
      ...{ sku, quantity, unitPriceMinor, title: "Glass kettle", variant: "1.5 l" },
      ...{ discountMinor: 0, requiresShipping: true },
    })),
  };
  const input = { storefrontId: market.storefrontId, rows: [row] };
  return nodes.call({ name: "shop.import-orders", input, caller: system, commandId: newId() });
}
