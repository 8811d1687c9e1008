import { In } from "typeorm";
import type { CompiledPolicy } from "../authority/compile-policy.ts";
import { decideRemedy } from "../authority/decide.ts";
import { evidenceAsk } from "../authority/evidence-ask.ts";
import type { AmountlessFacts } from "../authority/facts.ts";
import { readCompiledPolicy } from "../authority/queries.ts";
import { readOrderFacts } from "../authority/read-order-facts.ts";
import { type ClaimableOrder, readClaimableOrder } from "../claims/claimable-order.ts";
import { hasOtherVariant } from "../claims/other-variant.ts";
import { countClaims90Days } from "../claims/queries.ts";
import { readCustomerFacts } from "../claims/read-customer-facts.ts";
import { canGoBack, canReship, claimedLines, refundWorth, wishesFor } from "../claims/rules.ts";
import type { OrderedLine } from "../contract/fields.ts";
import { widgetQueries } from "../contract/queries/widget.ts";
import type { ClaimReason, RemedyKind } from "../contract/vocabulary.ts";
import type { ShopperActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { defineQuery } from "../core/query.ts";
import { readGranted } from "../remedies/read-granted.ts";
import { goodsWorth, type OrderWithLines } from "../shop/orders/order-worth.ts";
import { readTrust } from "../shop/orders/queries.ts";
import { readShippedLines } from "../shop/orders/shipped-lines.ts";
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
    const goodsMinor = goodsWorth(order, lines);
    const policy = await readCompiledPolicy(reader, actor.storefrontId);
    const facts = await readFrontlineFacts(reader, { order, lines, reason, actor, policy, now });
    const isBack = canGoBack(order, lines, reason, await readShippedLines(reader, order));
    const wishes = wishesFor(reason, {
      refundMinor,
      currency: order.order.currency,
      canReship: canReship(order, lines, await readStock(reader, order)),
      canExchange:
        isBack && isOffered(policy, facts, "exchange") && (await hasOtherVariant(reader, order, lines)),
      canReturn: isBack && isOffered(policy, facts, "return_refund"),
    });
    const amountOf = (wish: RemedyKind) =>
      Math.max(1, wish === "refund" || wish === "return_refund" ? refundMinor : goodsMinor);
    const asks = wishes.flatMap(({ wish }) =>
      wish === "talk" ? [] : [evidenceAsk(policy, { ...facts, remedy: wish, amountMinor: amountOf(wish) })],
    );
    return {
      isPhotoAsked: asks.some(({ isAsked }) => isAsked),
      isPackagingAsked: asks.some(({ ofPackaging }) => ofPackaging),
      wishes,
    };
  },
});

const manyPhotos = 100;

/** What an agent may give at all in this case, however little: the shop has a rule for it. */
function isOffered(
  policy: CompiledPolicy,
  facts: Omit<AmountlessFacts, "remedy">,
  remedy: RemedyKind,
): boolean {
  const asked = { ...facts, remedy, amountMinor: 1, photoCount: manyPhotos, packagingPhotoCount: manyPhotos };
  return decideRemedy(policy, asked).answer === "grant";
}

interface Situation {
  order: ClaimableOrder;
  lines: readonly OrderedLine[];
  reason: ClaimReason;
  actor: ShopperActor;
  policy: CompiledPolicy;
  now: number;
}

/** As if an agent with an unused day decided now, and no photo were there. */
async function readFrontlineFacts(
  reader: Reader,
  { order, lines, reason, actor, policy, now }: Situation,
): Promise<Omit<AmountlessFacts, "remedy">> {
  const { customerId } = actor;
  const claims90Days = await countClaims90Days(reader, customerId, now);
  return {
    storefrontId: actor.storefrontId,
    role: "agent",
    personId: "frontline",
    departmentIds: [],
    at: now,
    reason,
    currency: order.order.currency,
    ...(await readGranted(reader, order.order.id)),
    ...(await readOrderFacts(reader, order, { lines, goods: null }, now)),
    dayUsedMinor: 0,
    dayUsedCount: 0,
    weekUsedMinor: 0,
    weekUsedCount: 0,
    teamUsedMinor: 0,
    teamUsedCount: 0,
    customer: {
      ...(await readCustomerFacts(reader, { customerId: order.order.customerId }, now)),
      grants: [],
    },
    channel: "claim",
    assurance: order.assurance,
    photoCount: 0,
    packagingPhotoCount: 0,
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
