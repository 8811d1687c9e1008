import type { Chosen } from "../../authority/read-order-facts.ts";
import type { RemedyRequest } from "../../contract/commands/remedies.ts";
import type { RemedyKind } from "../../contract/vocabulary.ts";
import type { OrderWithLines } from "../../shop/orders/order-worth.ts";
import { addressCorrection } from "./address-correction.ts";
import { cancellation } from "./cancellation.ts";
import { exchange } from "./exchange.ts";
import type { Choice, Executor, Ground, Leave, Wanted } from "./executor.ts";
import { gift } from "./gift.ts";
import { orderChange } from "./order-change.ts";
import { points } from "./points.ts";
import { refund } from "./refund.ts";
import { reship } from "./reship.ts";
import { returnRefund } from "./return-refund.ts";
import { storeCredit } from "./store-credit.ts";

const executors: { [K in RemedyKind]: Executor<K> } = {
  refund,
  reship,
  exchange,
  return_refund: returnRefund,
  cancellation,
  order_change: orderChange,
  store_credit: storeCredit,
  points,
  gift,
  address_correction: addressCorrection,
};

export const executorOf = (remedy: RemedyKind): Executor => executors[remedy] as Executor;

export const wantedOf = (request: RemedyRequest, ground: Ground): Wanted =>
  executorOf(request.remedy).measure(request, ground);

export const ensurePossible = (wanted: Wanted, ground: Ground, leave: Leave): void =>
  executorOf(wanted.remedy).ensurePossible(wanted, ground, leave);

/**
 * What a choice is about: rules on products and pieces are asked of exactly this, so that headroom,
 * grant, approval and retry see one and the same.
 */
export const aboutOf = (choice: Choice, o: OrderWithLines): Chosen => ({
  lines: executorOf(choice.remedy).meant?.(choice, o) ?? choice.lines,
  goods: choice.goods,
});

/** What a request chooses, whatever its kind. */
export function choiceOf(request: RemedyRequest): Choice {
  const { remedy } = request;
  const lines = "lines" in request ? request.lines : [];
  switch (remedy) {
    case "exchange":
      return { remedy, lines, goods: { sku: request.sku, quantity: lines[0]?.quantity ?? 1 } };
    case "gift":
      return { remedy, lines, goods: { sku: request.sku, quantity: request.quantity } };
    case "order_change": {
      const { change } = request;
      if (change.what !== "variant") return { remedy, lines, goods: null };
      return {
        remedy,
        lines: [{ lineId: change.lineId, quantity: 1 }],
        goods: { sku: change.sku, quantity: 1 },
      };
    }
    default:
      return { remedy, lines, goods: null };
  }
}

/** The same of a remedy that exists. */
export const chosenIn = ({ remedy, lines, terms }: Wanted): Choice => ({
  remedy,
  lines,
  goods: terms?.goods ?? null,
});
