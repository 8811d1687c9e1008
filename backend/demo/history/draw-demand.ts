import type { ClaimReason } from "../../contract/vocabulary.ts";
import type { Chance } from "../seeded-random.ts";
import type { Sources, Visit } from "./draw-crowd.ts";
import type { Demand } from "./history-plan.ts";

/** How often shoppers come for what, in hundredths. */
const reasonWeights: [ClaimReason, number][] = [
  ["broken", 30],
  ["defective", 16],
  ["missing", 11],
  ["wrong_item", 10],
  ["late", 12],
  ["not_as_described", 9],
  ["changed_mind", 8],
  ["other", 4],
];
const shownByPhoto: ReadonlySet<ClaimReason> = new Set([
  "broken",
  "defective",
  "wrong_item",
  "not_as_described",
]);
/** Of what the goods cost: a scratch is not a broken bowl. */
const shares = [1, 1, 1, 1, 0.5, 0.5, 0.3, 0.2, 0.1];
/** Below this nobody writes to a shop. */
const leastMinor = 100;

/** What is wrong, and what the agent would give; null where nothing is left to give on the order. */
export function drawDemand(
  { chance, agents }: Sources,
  at: number,
  { order, trouble }: Visit,
): Demand | null {
  const { template, customer } = order;
  const reason = trouble?.reason ?? drawReason(chance);
  const line = trouble?.lineIn(template) ?? chance.whole(0, template.lines.length - 1);
  const found = template.lines[line];
  if (found === undefined) return null;
  const quantity = trouble !== null || chance.happens(0.75) ? 1 : chance.whole(1, found.quantity);
  const worth = quantity * found.unitPriceMinor;
  const remedy =
    found.requiresShipping && reason !== "changed_mind" && chance.happens(0.25) ? "reship" : "refund";
  const left = order.paidMinor - order.grantedMinor;
  const share = trouble !== null && chance.happens(0.85) ? 1 : chance.of(shares);
  const wished = remedy === "reship" ? worth : Math.round((worth * share) / 10) * 10;
  const amountMinor = remedy === "reship" ? worth : Math.min(left, wished);
  if (amountMinor < leastMinor || left < amountMinor) return null;
  const shownShare = customer.isTroublesome ? 0.25 : trouble === null ? 0.7 : 0.92;
  const isShown = shownByPhoto.has(reason) && chance.happens(shownShare);
  const isClaim = chance.happens(0.55);
  return {
    at,
    order,
    agent: chance.of(agents),
    remedy,
    reason,
    channel: isClaim ? "claim" : "chat",
    assurance: chance.happens(0.85) ? "verified" : "stated",
    chosen: [{ line, quantity }],
    amountMinor,
    photoCount: isShown ? chance.whole(1, 3) : 0,
    packagingPhotoCount: isShown && chance.happens(0.3) ? 1 : 0,
  };
}

function drawReason(chance: Chance): ClaimReason {
  let rest = chance.whole(1, 100);
  for (const [reason, weight] of reasonWeights) {
    rest -= weight;
    if (rest <= 0) return reason;
  }
  return "other";
}
