import type { ClaimReason, Wish } from "../../../backend/contract/vocabulary.ts";
import type { AnyWord } from "../say.ts";

export const reasonWords: Record<ClaimReason, AnyWord> = {
  broken: "reasonBroken",
  defective: "reasonDefective",
  missing: "reasonMissing",
  wrong_item: "reasonWrongItem",
  late: "reasonLate",
  not_as_described: "reasonNotAsDescribed",
  changed_mind: "reasonChangedMind",
  other: "reasonOther",
};
export const wishWords: Record<Wish, AnyWord> = {
  refund: "wishRefund",
  reship: "wishReship",
  exchange: "wishExchange",
  return_refund: "wishReturn",
  talk: "wishTalk",
};
