type Rgb = readonly [number, number, number];

const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];

function parse(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

export const isColour = (text: string) => /^#[0-9a-f]{6}$/i.test(text);

function luminance(colour: Rgb): number {
  const [r = 0, g = 0, b = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** As WCAG defines it: 1 to 21. */
function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

const hexOf = (colour: readonly number[]) =>
  `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;

/** Contrast of two colours, as WCAG defines it. */
export const contrastOf = (a: string, b: string) => contrast(parse(a), parse(b));

/** Black or white, whichever reads better on it: one of them always has 4.5. */
export function textOn(hex: string): string {
  const colour = parse(hex);
  return hexOf(contrast(colour, white) >= contrast(colour, black) ? white : black);
}

/** The accent, moved towards black or white until it has `least` contrast on each of the grounds. */
export function readable(hex: string, grounds: string[], least = 4.5): string {
  const colour = parse(hex);
  const on = grounds.map(parse);
  const target = on.every((ground) => luminance(ground) > 0.2) ? black : white;
  for (let share = 0; share <= 1; share += 0.04) {
    const mixed = colour.map((part, i) =>
      Math.round(part + ((target[i] ?? 0) - part) * share),
    ) as unknown as Rgb;
    if (on.every((ground) => contrast(mixed, ground) >= least)) return hexOf(mixed);
  }
  return hexOf(target);
}
