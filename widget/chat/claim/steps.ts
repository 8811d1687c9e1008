import type { ShopperOrder } from "../../../backend/contract/queries/widget.ts";
import type { ClaimReason } from "../../../backend/contract/vocabulary.ts";

/** Items and reason share a screen, so that one item of a larger order is a claim of four taps too. */
export type ClaimStep = "order" | "what" | "help";

export interface Choices {
  order: ShopperOrder | null;
  lines: { lineId: string; quantity: number }[];
  reason: ClaimReason | null;
}

/** Which item is meant goes without asking when there is one piece of one thing. */
export const isOnePiece = (order: ShopperOrder) => order.lines.length === 1 && order.lines[0]?.quantity === 1;

/** The choice that goes without asking, or nothing chosen. */
export const onlyLine = (order: ShopperOrder): Choices["lines"] =>
  order.lines.length === 1 ? order.lines.map(({ lineId, quantity }) => ({ lineId, quantity })) : [];

/** The questions that are asked of this shopper: a choice with one option is not asked. */
export const steps = (orders: ShopperOrder[]): ClaimStep[] =>
  orders.length === 1 ? ["what", "help"] : ["order", "what", "help"];

/** Null: back out of the claim. */
export function stepBefore(step: ClaimStep, orders: ShopperOrder[]): ClaimStep | null {
  const path = steps(orders);
  return path[path.indexOf(step) - 1] ?? null;
}
