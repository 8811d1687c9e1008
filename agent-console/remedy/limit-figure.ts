import type { Limit, LimitDimension } from "../../backend/contract/policy.ts";

type InMoney = (minor: number) => string;

const inPieces: ReadonlySet<LimitDimension> = new Set([
  "quantity",
  "order_count",
  "day_count",
  "week_count",
  "customer_count",
  "team_count",
]);

/** A limit in its own unit: money, pieces, remedies or percent. */
export function limitFigure(dimension: LimitDimension, limit: number, inMoney: InMoney): string {
  if (inPieces.has(dimension)) return String(limit);
  return dimension === "order_share" ? `${limit}%` : inMoney(limit);
}

/** What is left of it: of counts the remedies, of everything else money. Pieces are not used up: there it is how many are asked for. */
export function leftFigure({ dimension, limitMinor, used, roomMinor }: Limit, inMoney: InMoney): string {
  if (dimension === "quantity") return String(used);
  return inPieces.has(dimension) ? String(Math.max(0, (limitMinor ?? 0) - used)) : inMoney(roomMinor);
}
