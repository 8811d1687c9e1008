import type { Actor, Caller } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { loadShopperActors } from "../shop/identity/load-shopper-actor.ts";
import { loadPersonActors } from "../staff/load-person-actor.ts";

const sessionsOf = (callers: readonly Caller[], kind: "person" | "shopper") =>
  callers.flatMap((caller) => (caller.kind === kind ? [caller.sessionId] : []));

/** Who the callers are now; a session that has ended makes an anonymous actor. */
export async function loadActors(reader: Reader, callers: readonly Caller[], now: number): Promise<Actor[]> {
  const personIds = sessionsOf(callers, "person");
  const shopperIds = sessionsOf(callers, "shopper");
  // Asked for together, so that in a shared transaction they cross together.
  const [persons, shoppers] = await Promise.all([
    loadPersonActors(reader, personIds, now),
    loadShopperActors(reader, shopperIds, now),
  ]);
  return callers.map((caller): Actor => {
    if (caller.kind === "system") return { kind: "system" };
    if (caller.kind === "anonymous") return { kind: "anonymous" };
    const found = caller.kind === "person" ? persons.get(caller.sessionId) : shoppers.get(caller.sessionId);
    return found ?? { kind: "anonymous" };
  });
}
