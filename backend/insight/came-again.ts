import type { GatheredCase } from "./gather-cases.ts";

/**
 * For each case (in order of time), when its customer next came with another ticket about the same order or for the same
 * reason; null for never, and for customers whom the shop does not know.
 */
export function cameAgain(cases: readonly GatheredCase[]): (number | null)[] {
  const nextOf = new Map<string, { ticketId: string; at: number }[]>();
  const found: (number | null)[] = cases.map(() => null);
  for (let index = cases.length - 1; index >= 0; index--) {
    const each = cases[index] as GatheredCase;
    const { facts, orderId, ticketId } = each;
    if (facts.customer.id === "") continue;
    const about = [`order ${orderId}`, `reason ${facts.customer.id} ${facts.reason}`];
    const later = about.flatMap(
      (key) => nextOf.get(key)?.find((next) => next.ticketId !== ticketId)?.at ?? [],
    );
    if (later.length > 0) found[index] = Math.min(...later);
    for (const key of about)
      nextOf.set(key, [{ ticketId, at: facts.at }, ...lastOf(nextOf.get(key), ticketId)]);
  }
  return found;
}

/** Of another ticket: one is enough to know of. */
const lastOf = (known: { ticketId: string; at: number }[] | undefined, ticketId: string) =>
  (known ?? []).filter((each) => each.ticketId !== ticketId).slice(0, 1);
