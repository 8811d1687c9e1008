import type { ShopperRemedyView } from "../../../backend/contract/views.ts";
import type { AnyWord } from "../say.ts";

/** How a remedy comes to the shopper: by money, by parcel, after a parcel of theirs, or as something written down. */
export interface Manner {
  eyebrow: AnyWord;
  name: AnyWord;
  icon: "money" | "box" | "check";
  granted: AnyWord;
  paying: AnyWord;
  settled: AnyWord;
  settledWith: AnyWord;
  lineSettled: AnyWord;
  /** When it should be with the shopper. */
  arrives: { today: AnyWord; day: AnyWord };
  /** Behind the approval, in order; the last is the end. */
  steps: readonly AnyWord[];
}

const money = {
  icon: "money",
  granted: "grantedRefund",
  paying: "payingRefund",
  settled: "settledRefund",
  settledWith: "settledRefundTo",
  arrives: { today: "moneyToday", day: "moneyBy" },
  steps: ["stepPaying", "stepPaid"],
} as const;
const parcel = {
  icon: "box",
  granted: "grantedReship",
  paying: "payingReship",
  settled: "settledReship",
  settledWith: "settledReshipBy",
  arrives: { today: "arrivesToday", day: "arrivesBy" },
  steps: ["stepSending", "stepSent"],
} as const;
const record = {
  icon: "check",
  granted: "grantedRecord",
  paying: "payingRecord",
  settled: "settledRecord",
  settledWith: "settledRecordWith",
  arrives: { today: "arrivesToday", day: "arrivesBy" },
  lineSettled: "lineRecordSettled",
  steps: ["stepDoing", "stepDone"],
} as const;

export const manners: Record<ShopperRemedyView["remedy"], Manner> = {
  refund: { ...money, eyebrow: "refund", name: "yourRefund", lineSettled: "lineRefundSettled" },
  reship: { ...parcel, eyebrow: "reship", name: "yourReplacement", lineSettled: "lineReshipSettled" },
  exchange: { ...parcel, eyebrow: "exchange", name: "yourExchange", lineSettled: "lineParcelSettled" },
  gift: { ...parcel, eyebrow: "gift", name: "yourGift", lineSettled: "lineParcelSettled" },
  return_refund: {
    ...money,
    icon: "box",
    granted: "grantedReturn",
    paying: "payingReturn",
    eyebrow: "returned",
    name: "yourReturn",
    lineSettled: "lineRefundSettled",
    steps: ["stepLabel", "stepReceived", "stepPaid"],
  },
  cancellation: {
    ...record,
    eyebrow: "cancellation",
    name: "yourCancellation",
    settled: "settledCancellation",
  },
  order_change: { ...record, eyebrow: "orderChange", name: "yourChange" },
  store_credit: {
    ...record,
    icon: "money",
    eyebrow: "credit",
    name: "yourCredit",
    settled: "settledCredit",
  },
  points: { ...record, eyebrow: "points", name: "yourPoints", settled: "settledPoints" },
  address_correction: { ...record, eyebrow: "address", name: "yourAddress", settled: "settledAddress" },
};

/** How many steps are behind us, and which of them is under way now (0 for none). */
export function progressOf(
  { state, progress }: ShopperRemedyView,
  count: number,
): { done: number; now: number } {
  if (state === "closed") return { done: 0, now: 0 };
  if (state === "settled") return { done: count, now: 0 };
  if (state === "granted") return { done: 1, now: 0 };
  const gone = state === "asked" || progress === null ? 0 : progress.stage === "label" ? 1 : 2;
  return { done: 1 + gone, now: 2 + gone };
}
