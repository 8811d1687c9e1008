import type { Chance } from "../seeded-random.ts";

/**
 * UUIDs of version 8, which the RFC leaves to whoever makes them: time first, so that they sort as our others do, and the
 * version tells for ever that no person did this (`isGenerated`). The same every time for the same chance.
 */
export function createGeneratedIds(chance: Chance): (at: number) => string {
  const hex = (digits: number) => {
    let text = "";
    while (text.length < digits) text += chance.whole(0, 0xffff).toString(16).padStart(4, "0");
    return text.slice(0, digits);
  };
  return (at) => {
    const time = at.toString(16).padStart(12, "0");
    return `${time.slice(0, 8)}-${time.slice(8)}-8${hex(3)}-8${hex(3)}-${hex(12)}`;
  };
}
