import type { RemedyRequest } from "../../backend/contract/commands/remedies.ts";
import type { RemedyKind } from "../../backend/contract/vocabulary.ts";
import { insert, update } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { orders, type VariantRow, variants } from "../../backend/shop/tables.ts";
import type { RemedyScene } from "./remedy-scene.ts";
import { openTicket, type Situation } from "./situations.ts";

export const teaStreet = {
  name: "Mei Lin",
  line1: "Tea Street 1",
  line2: "",
  city: "Hangzhou",
  province: "",
  zip: "310000",
  country: "CN",
  phone: "",
};

/** A case of two cups at 4,000 and a pot at 12,000, with a cheaper and a dearer variant of the cup on the shelf. */
export type KindSituation = Situation & { cheaper: VariantRow; dearer: VariantRow };

const preparing: ReadonlySet<RemedyKind> = new Set(["cancellation", "order_change"]);

export async function situationFor(at: RemedyScene, kind: RemedyKind): Promise<KindSituation> {
  const situation = await openTicket(at.scene);
  const { order, lines } = situation;
  const own = await at.variant(lines[0]?.sku ?? "");
  const cheaper = await addVariant(at, own, { variant: "0.8 l", priceMinor: 3000 });
  const dearer = await addVariant(at, own, { variant: "2 l", priceMinor: 4500 });
  const fulfillmentStatus = preparing.has(kind) ? "unfulfilled" : "fulfilled";
  await at.house.save(update(orders, { id: order.id }, { fulfillmentStatus, shippingAddress: teaStreet }));
  return { ...situation, cheaper, dearer };
}

export async function addVariant(
  at: RemedyScene,
  like: VariantRow,
  set: Partial<VariantRow>,
): Promise<VariantRow> {
  const id = newId();
  const row = { ...like, id, sku: `V-${id}`, stock: 10, reserved: 0, ...set };
  await at.house.save(insert(variants, row));
  return row;
}

/** A request of each kind that the agent may grant alone: at most 5,000 on one order. */
export function requestFor(kind: RemedyKind, situation: KindSituation): RemedyRequest {
  const { ticketId, order, lines, cheaper } = situation;
  const cup = lines[0]?.id ?? "";
  const common = { ticketId, orderId: order.id, reason: "broken" as const };
  const money = { amountMinor: 1500, currency: order.currency };
  const one = [{ lineId: cup, quantity: 1 }];
  switch (kind) {
    case "refund":
      return { ...common, remedy: kind, ...money, lines: [] };
    case "reship":
      return { ...common, remedy: kind, lines: one, address: null };
    case "exchange":
      return {
        ...common,
        remedy: kind,
        lines: one,
        sku: cheaper.sku,
        isDifferenceWaived: false,
        address: null,
      };
    case "return_refund":
    case "cancellation":
      return { ...common, remedy: kind, lines: one };
    case "order_change": {
      const change = { what: "variant", lineId: cup, sku: cheaper.sku, isDifferenceWaived: false } as const;
      return { ...common, remedy: kind, change };
    }
    case "store_credit":
      return { ...common, remedy: kind, ...money };
    case "points":
      return { ...common, remedy: kind, points: 500 };
    case "gift":
      return { ...common, remedy: kind, sku: cheaper.sku, quantity: 1, address: null };
    case "address_correction":
      return { ...common, remedy: kind, address: teaStreet };
  }
}

/** What each of these requests counts as, gives back to the payer, and takes of the cheaper variant's shelf. */
export const substanceOf: Record<RemedyKind, { worth: number; refund: number; pieces: number }> = {
  refund: { worth: 1500, refund: 1500, pieces: 0 },
  reship: { worth: 4000, refund: 0, pieces: 0 },
  exchange: { worth: 4000, refund: 1000, pieces: 1 },
  return_refund: { worth: 4000, refund: 4000, pieces: 0 },
  cancellation: { worth: 4000, refund: 4000, pieces: 0 },
  order_change: { worth: 2000, refund: 2000, pieces: 2 },
  store_credit: { worth: 1500, refund: 0, pieces: 0 },
  points: { worth: 500, refund: 0, pieces: 0 },
  gift: { worth: 3000, refund: 0, pieces: 1 },
  address_correction: { worth: 1, refund: 0, pieces: 0 },
};
