/**
 * The next round figure up or down, as the arrow keys move one: a twentieth to a half of the figure, so that ¥10 goes by
 * 1 and ¥2,000 by 100.
 */
export function stepped(value: number, direction: 1 | -1, most = Number.MAX_SAFE_INTEGER): number {
  const magnitude = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  const isAtEdge = direction === -1 && value === 10 * magnitude && magnitude > 1;
  const step = isAtEdge ? magnitude / 10 : magnitude;
  const next =
    direction === 1 ? Math.floor(value / step) * step + step : Math.ceil(value / step) * step - step;
  return Math.min(most, Math.max(0, next));
}
