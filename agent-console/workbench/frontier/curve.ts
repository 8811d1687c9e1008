import type { FrontierPoint } from "../../../backend/contract/insight.ts";

export interface Place {
  x: number;
  y: number;
}

/** "M… L…" through all places. */
export const linePath = (places: readonly Place[]): string =>
  places.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join(" ");

/** Which place lies nearest; -1 where there is none. */
export function nearestIndex(places: readonly Place[], to: Place): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, { x, y }] of places.entries()) {
    const distance = (x - to.x) ** 2 + (y - to.y) ** 2;
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

/** What the curve says of a limit: read off between two of its points, and not beyond its ends. */
export function pointAt(points: readonly FrontierPoint[], limitMinor: number): FrontierPoint | null {
  const above = points.findIndex((point) => point.limitMinor >= limitMinor);
  const right = above === -1 ? points.at(-1) : points[above];
  const left = above > 0 ? points[above - 1] : undefined;
  if (right === undefined) return null;
  if (left === undefined || above === -1 || right.limitMinor === limitMinor) return { ...right, limitMinor };
  const part = (limitMinor - left.limitMinor) / (right.limitMinor - left.limitMinor);
  const between = (from: number, to: number) => from + (to - from) * part;
  return {
    limitMinor,
    grantedAtOnce: Math.round(between(left.grantedAtOnce, right.grantedAtOnce)),
    share: between(left.share, right.share),
    givenMinor: Math.round(between(left.givenMinor, right.givenMinor)),
  };
}

/** The next point of the curve above or below a limit, as the arrow keys go; the end where there is none. */
function nextPoint(
  points: readonly FrontierPoint[],
  limitMinor: number,
  direction: 1 | -1,
): FrontierPoint | null {
  const further =
    direction === 1
      ? points.find((point) => point.limitMinor > limitMinor)
      : points.findLast((point) => point.limitMinor < limitMinor);
  return further ?? (direction === 1 ? points.at(-1) : points[0]) ?? null;
}

/** Where a key on the point goes; null for a key that is not for it. */
export function keyedPoint(
  key: string,
  points: readonly FrontierPoint[],
  limitMinor: number,
): FrontierPoint | null {
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return nextPoint(points, limitMinor, 1);
    case "ArrowLeft":
    case "ArrowDown":
      return nextPoint(points, limitMinor, -1);
    case "Home":
      return points[0] ?? null;
    case "End":
      return points.at(-1) ?? null;
    default:
      return null;
  }
}
