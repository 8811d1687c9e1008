import type { OrderedLine } from "../../backend/contract/fields.ts";
import type { Headroom, HeadroomLimit } from "../../backend/contract/policy.ts";
import type { CaseOrder, OfferedVariant } from "../../backend/contract/queries/console.ts";
import type { RemedyKind } from "../../backend/contract/vocabulary.ts";
import type { TypedAmount } from "../text/money-text.ts";
import type { KindForm } from "./kind-forms.ts";

export interface PanelFacts {
  remedy: RemedyKind;
  order: CaseOrder;
  /** The lines that are ticked. */
  lines: OrderedLine[];
  /** Null: nothing typed, so a refund follows the ticked lines. */
  typed: TypedAmount | null;
  /** Null while it is being asked for. */
  headroom: (Headroom & { linesWorthMinor: number }) | null;
  /** CASL's answer by the packed rules; null while they are not at hand. */
  mayGrant: ((amountMinor: number) => boolean) | null;
  isResolved: boolean;
  /** What the kinds beside refund and reship ask for. */
  form: KindForm;
  variant: OfferedVariant | null;
  /** Pieces of a gift. */
  quantity: number;
  isDifferenceWaived: boolean;
  isAddressComplete: boolean;
  /** Of a change of the way of payment: whether one is named. */
  isPaymentNamed: boolean;
  /** A supervisor may send a line again more often than it was bought. */
  mayExceedBought: boolean;
}

export type Impossible =
  | { why: "resolved" }
  /** By a rule, which nobody lifts; what was asked for can be put on record. */
  | { why: "refused"; sentence: string; amountMinor: number; lines: OrderedLine[] }
  | { why: "not_paid" }
  | { why: "nothing_left"; paidMinor: number }
  | { why: "over_refundable"; leftMinor: number }
  | { why: "out_of_stock"; title: string; left: number }
  | { why: "over_bought"; title: string }
  | { why: "already_sent" }
  | { why: "not_sent" }
  | { why: "cancelled" }
  | { why: "no_customer" }
  | { why: "over_worth"; mostMinor: number };

export type Missing =
  | "amount"
  | "points"
  | "lines"
  | "one_line"
  | "variant"
  | "waiver"
  | "address"
  | "payment"
  | "not_an_amount"
  | "decimals";

/** What the panel may honestly offer for what is in its fields. */
export type PanelState =
  | { kind: "asking" }
  | { kind: "incomplete"; misses: Missing }
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
  const state = stateOf(facts);
  // The rules are asked too. If they and the figures are not of one moment, the next figures are on their way.
  const isDenied = state.kind === "grant" && facts.mayGrant?.(state.amountMinor) === false;
  return isDenied ? { kind: "asking" } : state;
}

function stateOf(facts: PanelFacts): PanelState {
  if (facts.isResolved) return { kind: "impossible", impossible: { why: "resolved" } };
  if (facts.remedy === "refund") return refundState(facts);
  return facts.remedy === "reship" ? reshipState(facts) : furtherState(facts);
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
  const isAbove = isAboveLines(lines, amountMinor, headroom.linesWorthMinor);
  return judged(headroom, amountMinor, isAbove ? [] : lines, isAbove);
}

/** More than these lines are worth is asked for without them. */
export const isAboveLines = (lines: readonly OrderedLine[], amountMinor: number, worthMinor: number) =>
  lines.length > 0 && amountMinor > worthMinor;

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

/** Every other kind, by what its form asks for. */
function furtherState(facts: PanelFacts): PanelState {
  const { order, form, headroom } = facts;
  const lines = form.lines === "none" ? [] : facts.lines;
  const impossible = impossibleOf(facts, lines);
  if (impossible !== null) return { kind: "impossible", impossible };
  const misses = missingOf(facts, lines);
  if (misses !== null) return { kind: "incomplete", misses };
  if (headroom === null) return { kind: "asking" };
  if (form.typed === null) {
    // Whatever is given counts as something; only what goes back to the payer can be all given.
    if (headroom.linesWorthMinor === 0)
      return { kind: "impossible", impossible: { why: "nothing_left", paidMinor: order.paidMinor } };
    return judged(headroom, headroom.linesWorthMinor, lines, false);
  }
  const amountMinor = facts.typed?.kind === "amount" ? facts.typed.amountMinor : 0;
  if (amountMinor > order.totalMinor)
    return { kind: "impossible", impossible: { why: "over_worth", mostMinor: order.totalMinor } };
  return judged(headroom, amountMinor, [], false);
}

function impossibleOf(
  { order, form, variant, quantity }: PanelFacts,
  lines: readonly OrderedLine[],
): Impossible | null {
  if (form.needsCustomer && !order.hasCustomer) return { why: "no_customer" };
  if (form.needs === "unsent" && order.isCancelled) return { why: "cancelled" };
  const about = lines.length === 0 ? order.lines : order.lines.filter((line) => isIn(lines, line.lineId));
  if (form.needs === "unsent" && about.some((line) => line.isSent)) return { why: "already_sent" };
  if (form.needs === "sent" && lines.length > 0 && about.some((line) => !line.isSent))
    return { why: "not_sent" };
  for (const { lineId, quantity: wanted } of form.needs === null ? [] : lines) {
    const line = order.lines.find((each) => each.lineId === lineId);
    if (line !== undefined && wanted > line.returnable) return { why: "over_bought", title: line.title };
  }
  const pieces = form.variant === "any" ? quantity : (lines[0]?.quantity ?? 1);
  if (variant !== null && variant.inStock !== null && variant.inStock < pieces)
    return { why: "out_of_stock", title: variant.title, left: Math.max(0, variant.inStock) };
  return null;
}

function missingOf(facts: PanelFacts, lines: readonly OrderedLine[]): Missing | null {
  const { form, typed, variant } = facts;
  if (typed?.kind === "not_an_amount") return "not_an_amount";
  if (typed?.kind === "too_many_decimals") return "decimals";
  if (form.lines === "some" && lines.length === 0) return "lines";
  if (form.lines === "one" && lines.length !== 1) return "one_line";
  if (form.variant !== null && variant === null) return "variant";
  if (form.variant === "same_product" && (variant?.differenceMinor ?? 0) < 0 && !facts.isDifferenceWaived)
    return "waiver";
  if (form.address !== null && !facts.isAddressComplete) return "address";
  if (!facts.isPaymentNamed) return "payment";
  const isTyped = typed?.kind === "amount" && typed.amountMinor > 0;
  if (form.typed !== null && !isTyped) return form.typed === "points" ? "points" : "amount";
  return null;
}

const isIn = (lines: readonly OrderedLine[], lineId: string) => lines.some((each) => each.lineId === lineId);

/** By the limits' room: what is refundable has been looked at. */
function judged(
  headroom: Headroom,
  amountMinor: number,
  lines: OrderedLine[],
  isAboveLines: boolean,
): PanelState {
  const refusal = headroom.limits.find(({ dimension }) => dimension === "refusal");
  if (refusal !== undefined) {
    const sentence = refusal.sentence ?? "";
    return { kind: "impossible", impossible: { why: "refused", sentence, amountMinor, lines } };
  }
  const inTheWay = headroom.limits.filter(({ roomMinor }) => roomMinor < amountMinor);
  if (inTheWay.length === 0) return { kind: "grant", amountMinor, lines, isAboveLines };
  const tightest = inTheWay.reduce((a, b) => (b.roomMinor < a.roomMinor ? b : a));
  return { kind: "ask", amountMinor, lines, isAboveLines, obstacle: tightest };
}

/** What may be granted at once whatever lines are ticked: the headroom's sentence. */
export function grantableMinor(headroom: Headroom, mostMinor: number): number {
  return Math.max(0, Math.min(mostMinor, ...headroom.limits.map(({ roomMinor }) => roomMinor)));
}
