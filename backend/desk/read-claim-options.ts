import { In } from "typeorm";
import type { CompiledPolicy } from "../authority/compile-policy.ts";
import { isPhotoAsked } from "../authority/evidence-ask.ts";
import type { AmountlessFacts } from "../authority/facts.ts";
import { readCompiledPolicy } from "../authority/queries.ts";
import { type ClaimableOrder, readClaimableOrder } from "../claims/claimable-order.ts";
import { countClaims90Days } from "../claims/queries.ts";
import { canReship, claimedLines, refundWorth, wishesFor } from "../claims/rules.ts";
import { widgetQueries } from "../contract/queries/widget.ts";
import type { ClaimReason } from "../contract/vocabulary.ts";
import type { ShopperActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { defineQuery } from "../core/query.ts";
import { readGranted } from "../remedies/read-granted.ts";
import { goodsWorth, type OrderWithLines } from "../shop/orders/order-worth.ts";
import { readTrust } from "../shop/orders/queries.ts";
import { availableStock } from "../shop/orders/stock.ts";
import { variants } from "../shop/tables.ts";

const { input, who } = widgetQueries["shopper.claim-options"];

/** What would make it good, and whether a photo is asked for: by what the frontline that answers would need for it. */
export const readClaimOptions = defineQuery({
  name: "shopper.claim-options",
  who,
  input,
  async read(reader, { orderId, lines, reason }, actor: ShopperActor, now) {
    const order = await readClaimableOrder(reader, orderId, actor);
    claimedLines(order, lines);
    const refundMinor = refundWorth(order, lines);
    const mayReship = canReship(order, lines, await readStock(reader, order));
    const { currency } = order.order;
    const wishes = wishesFor(reason, { refundMinor, currency, canReship: mayReship });
    const policy = await readCompiledPolicy(reader, actor.storefrontId);
    const facts = await readFrontlineFacts(reader, { order, reason, actor, policy, now });
    const asks = wishes.some(({ wish }) =>
      wish === "talk"
        ? false
        : isPhotoAsked(policy, {
            ...facts,
            remedy: wish,
            amountMinor: wish === "refund" ? refundMinor : goodsWorth(order, lines),
          }),
    );
    return { isPhotoAsked: asks, wishes };
  },
});

interface Situation {
  order: ClaimableOrder;
  reason: ClaimReason;
  actor: ShopperActor;
  policy: CompiledPolicy;
  now: number;
}

/** As if an agent with an unused day decided now, and no photo were there. */
async function readFrontlineFacts(
  reader: Reader,
  { order, reason, actor, policy, now }: Situation,
): Promise<Omit<AmountlessFacts, "remedy">> {
  const { customerId } = actor;
  const claims90Days = await countClaims90Days(reader, customerId, now);
  return {
    storefrontId: actor.storefrontId,
    role: "agent",
    personId: "frontline",
    reason,
    currency: order.order.currency,
    orderGrantedMinor: await readGranted(reader, order.order.id),
    dayUsedMinor: 0,
    assurance: order.assurance,
    photoCount: 0,
    isTrusted: await readTrust(reader, { customerId, claims90Days }, now),
    policyVersion: policy.version,
  };
}

async function readStock(
  reader: Reader,
  { order, lines }: OrderWithLines,
): Promise<(sku: string) => number | null> {
  const skus = [...new Set(lines.map((line) => line.sku))];
  const found = await reader.many(variants, {
    where: { storefrontId: order.storefrontId, sku: In(skus) },
    take: Math.max(1, skus.length),
  });
  const stock = new Map(found.map((variant) => [variant.sku, availableStock(variant)]));
  return (sku) => stock.get(sku) ?? null;
}
