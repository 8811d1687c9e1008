import type { OrderedLine } from "../../backend/contract/fields.ts";
import type { Headroom, HeadroomLimit } from "../../backend/contract/policy.ts";
import type { CaseOrder } from "../../backend/contract/queries/console.ts";
import type { RemedyKind } from "../../backend/contract/vocabulary.ts";
import type { TypedAmount } from "../text/money-text.ts";

export interface PanelFacts {
  remedy: RemedyKind;
  order: CaseOrder;
  /** The lines that are ticked. */
  lines: OrderedLine[];
  /** Null: nothing typed, so a refund follows the ticked lines. */
  typed: TypedAmount | null;
  /** Null while it is being asked for. */
  headroom: (Headroom & { linesWorthMinor: number }) | null;
  isResolved: boolean;
  /** A supervisor may send a line again more often than it was bought. */
  mayExceedBought: boolean;
}

export type Impossible =
  | { why: "resolved" }
  | { why: "not_paid" }
  | { why: "nothing_left"; paidMinor: number }
  | { why: "over_refundable"; leftMinor: number }
  | { why: "out_of_stock"; title: string; left: number }
  | { why: "over_bought"; title: string };

/** What the panel may honestly offer for what is in its fields. */
export type PanelState =
  | { kind: "asking" }
  | { kind: "incomplete"; misses: "amount" | "lines" | "not_an_amount" | "decimals" }
  | { kind: "impossible"; impossible: Impossible }
  | { kind: "grant"; amountMinor: number; lines: OrderedLine[]; isAboveLines: boolean }
  | {
      kind: "ask";
      amountMinor: number;
      lines: OrderedLine[];
      isAboveLines: boolean;
      /** The tightest limit that the amount is above. */
      obstacle: HeadroomLimit | null;
    };

/** Pure. Says what the server would say; the server alone decides. */
export function panelState(facts: PanelFacts): PanelState {
  if (facts.isResolved) return { kind: "impossible", impossible: { why: "resolved" } };
  return facts.remedy === "refund" ? refundState(facts) : reshipState(facts);
}

function refundState({ order, lines, typed, headroom }: PanelFacts): PanelState {
  const left = order.refundableMinor;
  if (order.paidMinor === 0) return { kind: "impossible", impossible: { why: "not_paid" } };
  if (left <= 0) {
    return { kind: "impossible", impossible: { why: "nothing_left", paidMinor: order.paidMinor } };
  }
  if (typed?.kind === "not_an_amount") return { kind: "incomplete", misses: "not_an_amount" };
  if (typed?.kind === "too_many_decimals") return { kind: "incomplete", misses: "decimals" };
  if (typed?.kind === "amount" && typed.amountMinor > left) {
    return { kind: "impossible", impossible: { why: "over_refundable", leftMinor: left } };
  }
  if (typed?.kind === "empty" || (typed === null && lines.length === 0)) {
    return { kind: "incomplete", misses: "amount" };
  }
  if (headroom === null) return { kind: "asking" };
  const amountMinor = typed?.kind === "amount" ? typed.amountMinor : Math.min(left, headroom.linesWorthMinor);
  if (amountMinor === 0) return { kind: "incomplete", misses: "amount" };
  const isAboveLines = lines.length > 0 && amountMinor > headroom.linesWorthMinor;
  return judged(headroom, amountMinor, isAboveLines ? [] : lines, isAboveLines);
}

function reshipState({ order, lines, headroom, mayExceedBought }: PanelFacts): PanelState {
  if (lines.length === 0) return { kind: "incomplete", misses: "lines" };
  for (const { lineId, quantity } of lines) {
    const line = order.lines.find((each) => each.lineId === lineId);
    if (line === undefined) continue;
    const { title } = line;
    if (line.inStock !== null && line.inStock < quantity) {
      return {
        kind: "impossible",
        impossible: { why: "out_of_stock", title, left: Math.max(0, line.inStock) },
      };
    }
    if (line.reshippable < quantity && !mayExceedBought) {
      return { kind: "impossible", impossible: { why: "over_bought", title } };
    }
  }
  if (headroom === null) return { kind: "asking" };
  return judged(headroom, headroom.linesWorthMinor, lines, false);
}

/** By the limits' room alone: what is refundable has been looked at, and limits do not depend on the lines. */
function judged(
  headroom: Headroom,
  amountMinor: number,
  lines: OrderedLine[],
  isAboveLines: boolean,
): PanelState {
  const inTheWay = headroom.limits.filter(({ roomMinor }) => roomMinor < amountMinor);
  if (inTheWay.length === 0) return { kind: "grant", amountMinor, lines, isAboveLines };
  const tightest = inTheWay.reduce((a, b) => (b.roomMinor < a.roomMinor ? b : a));
  return { kind: "ask", amountMinor, lines, isAboveLines, obstacle: tightest };
}

/** What may be granted at once whatever lines are ticked: the headroom's sentence. */
export function grantableMinor(headroom: Headroom, mostMinor: number): number {
  return Math.max(0, Math.min(mostMinor, ...headroom.limits.map(({ roomMinor }) => roomMinor)));
}
