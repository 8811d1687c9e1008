import { type ClaimReason, wishes } from "../../contract/vocabulary.ts";
import type { Sources, Visit } from "./draw-crowd.ts";
import type { Demand } from "./history-plan.ts";
import { measureWish } from "./measure-wish.ts";

const shownByPhoto: ReadonlySet<ClaimReason> = new Set([
  "broken",
  "defective",
  "wrong_item",
  "not_as_described",
]);
/** Of all cases, those that a supervisor answers in person. */
const ledShare = 0.04;

/** A demand before it is known whether a photo will be asked for. */
export interface Drawn {
  demand: Demand;
  /** Sent along unasked, and sent when asked. */
  photos: { unasked: boolean; asked: boolean; count: number };
}

/** What is wrong, and what the agent would give; null where nothing is left to give on the order. */
export function drawDemand(
  { ground, chance, agents, supervisors }: Sources,
  at: number,
  { order, wish, trouble }: Visit,
): Drawn | null {
  const { template, customer } = order;
  const { reason, stage } = wish;
  const line = trouble?.lineIn(template) ?? chance.whole(0, template.lines.length - 1);
  const bought = template.lines[line]?.quantity ?? 1;
  const choice = {
    order,
    line,
    quantity: trouble !== null || chance.happens(0.75) ? 1 : chance.whole(1, bought),
    isWhole: trouble !== null && chance.happens(0.85),
  };
  const measured =
    measureWish(chance, wish.remedy, choice, ground.gifts) ??
    measureWish(chance, "refund", choice, ground.gifts);
  if (measured === null) return null;
  const isGuided = stage !== "unsent" && wishes.some((each) => each === measured.remedy);
  const channel = isGuided && chance.happens(0.6) ? "claim" : "chat";
  const canShow = shownByPhoto.has(reason) && stage === "delivered";
  const unaskedShare = !canShow || customer.isTroublesome ? 0 : channel === "claim" ? 0.4 : 0.2;
  const askedShare = customer.isTroublesome ? 0.25 : trouble !== null ? 0.95 : canShow ? 0.86 : 0.4;
  return {
    demand: {
      ...measured,
      at,
      order,
      agent: chance.of(chance.happens(ledShare) ? supervisors : agents),
      reason,
      channel,
      assurance: chance.happens(0.87) ? "verified" : "stated",
      photoCount: 0,
      packagingPhotoCount: 0,
    },
    photos: {
      unasked: chance.happens(unaskedShare),
      asked: chance.happens(askedShare),
      count: chance.whole(1, 3),
    },
  };
}
