import type { ClaimReason, RemedyKind } from "../../contract/vocabulary.ts";
import type { Chance } from "../seeded-random.ts";
import type { Stage } from "./history-plan.ts";

type Weighted<T> = readonly (readonly [T, number])[];

/** What brings somebody, and what would make it good. */
export interface Wish {
  reason: ClaimReason;
  remedy: RemedyKind;
  stage: Stage;
}

/** How often shoppers come for what, in hundredths. */
const reasons: Weighted<ClaimReason> = [
  ["broken", 27],
  ["defective", 16],
  ["missing", 11],
  ["wrong_item", 10],
  ["late", 12],
  ["not_as_described", 8],
  ["changed_mind", 10],
  ["other", 6],
];

/** What is given for it once the goods are there, or should be. */
const remediesFor: Record<ClaimReason, Weighted<RemedyKind>> = {
  broken: [
    ["refund", 60],
    ["reship", 26],
    ["exchange", 6],
    ["store_credit", 5],
    ["gift", 3],
  ],
  defective: [
    ["refund", 46],
    ["exchange", 20],
    ["reship", 16],
    ["return_refund", 14],
    ["store_credit", 4],
  ],
  missing: [
    ["reship", 52],
    ["refund", 40],
    ["points", 8],
  ],
  wrong_item: [
    ["exchange", 42],
    ["return_refund", 24],
    ["refund", 22],
    ["reship", 12],
  ],
  late: [
    ["refund", 34],
    ["points", 24],
    ["store_credit", 20],
    ["reship", 14],
    ["gift", 8],
  ],
  not_as_described: [
    ["return_refund", 42],
    ["refund", 36],
    ["exchange", 16],
    ["store_credit", 6],
  ],
  changed_mind: [
    ["refund", 44],
    ["return_refund", 36],
    ["exchange", 20],
  ],
  other: [
    ["refund", 28],
    ["store_credit", 20],
    ["points", 18],
    ["gift", 12],
    ["address_correction", 22],
  ],
};

/** What can still be done before anything has left. */
const remediesUnsent: Weighted<RemedyKind> = [
  ["cancellation", 52],
  ["order_change", 36],
  ["address_correction", 12],
];

const stagesOf: Partial<Record<ClaimReason, Weighted<Stage>>> = {
  late: [["underway", 1]],
  changed_mind: [
    ["unsent", 45],
    ["delivered", 55],
  ],
  other: [
    ["unsent", 40],
    ["delivered", 60],
  ],
};
const arrived: Weighted<Stage> = [["delivered", 1]];

export function drawOf<T>(chance: Chance, choices: Weighted<T>): T {
  const [first] = choices;
  if (first === undefined) throw new Error("nothing to choose from");
  let rest = chance.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    rest -= weight;
    if (rest < 0) return choice;
  }
  return first[0];
}

export function drawWish(chance: Chance): Wish {
  const reason = drawOf(chance, reasons);
  const stage = drawOf(chance, stagesOf[reason] ?? arrived);
  return { reason, stage, remedy: drawRemedy(chance, reason, stage) };
}

export const drawRemedy = (chance: Chance, reason: ClaimReason, stage: Stage): RemedyKind =>
  drawOf(chance, stage === "unsent" ? remediesUnsent : remediesFor[reason]);
