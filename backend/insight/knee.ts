/** Below this height above the diagonal a curve is as good as straight, and no point of it better than another. */
const leastRise = 0.05;

/**
 * The knee of a rising curve that flattens: the point farthest above the straight line from its first point to its last,
 * after both axes are brought to 0..1. This is Kneedle (Satopää, Albrecht, Irwin and Raghavan, "Finding a 'Kneedle' in a
 * Haystack", ICDCS Workshops 2011) for a whole curve that is known: its largest local maximum. Null where there is none.
 */
export function findKnee(points: readonly { x: number; y: number }[]): number | null {
  const [first, last] = [points.at(0), points.at(-1)];
  if (first === undefined || last === undefined) return null;
  const [width, height] = [last.x - first.x, last.y - first.y];
  if (width <= 0 || height <= 0) return null;
  let [knee, most]: [number | null, number] = [null, leastRise];
  for (const [index, { x, y }] of points.entries()) {
    const rise = (y - first.y) / height - (x - first.x) / width;
    if (rise > most) [knee, most] = [index, rise];
  }
  return knee;
}
