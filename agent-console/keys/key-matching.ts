/** Keys as they are written in an act: "r", "?", "Enter", "shift+a", "mod+k", "g m" (one after the other). */
export interface Pressed {
  key: string;
  isMod: boolean;
  isShift: boolean;
  isAlt: boolean;
}

export function spell({ key, isMod, isShift, isAlt }: Pressed): string {
  const isLetter = /^[a-z]$/i.test(key);
  const name = isLetter ? key.toLowerCase() : key;
  // Shift is part of a mark such as "?", but not of a letter.
  const shift = isShift && (isLetter || key.length > 1) ? "shift+" : "";
  return `${isMod ? "mod+" : ""}${isAlt ? "alt+" : ""}${shift}${name}`;
}

/**
 * What a key does after `before`, the first key of a sequence that is still open: the keys of the act to run, or the
 * new open beginning. A key that continues nothing begins anew.
 */
export function match(
  bound: readonly string[],
  before: string | null,
  pressed: string,
): { run: string } | { begins: string } | null {
  const whole = before === null ? pressed : `${before} ${pressed}`;
  if (bound.includes(whole)) return { run: whole };
  if (before !== null) return match(bound, null, pressed);
  return bound.some((keys) => keys.startsWith(`${pressed} `)) ? { begins: pressed } : null;
}

/** With Ctrl or Command it works everywhere; a bare key only where nobody is typing. */
export const isBare = (keys: string) => !keys.includes("mod+");
