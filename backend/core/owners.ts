import { type Actor, type Caller, callerKey, isPerson } from "./actor.ts";

/**
 * Whose a command's receipt is. A person's is the person's, not the session's: a command that was sent before signing in again is
 * the same command after it. A shopper's is the browser's, because the shopper of a browser may become another in between.
 */
const ownerOf = (caller: Caller, actor: Actor): string =>
  isPerson(actor) ? `person:${actor.personId}` : callerKey(caller);

/**
 * Remembers whose receipts a session's commands have had, so that they can be looked for in the very query that finds out who it
 * is. A guess only: whoever walks asks `note` for the owner.
 */
export interface Owners {
  /** Null: not met yet. */
  of(caller: Caller): string | null;
  note(caller: Caller, actor: Actor): string;
}

/** A few hundred bytes each; those met longest ago are forgotten. */
const rememberedAtMost = 10_000;

export function createOwners(): Owners {
  const persons = new Map<string, string>();
  return {
    of: (caller) => (caller.kind === "person" ? (persons.get(caller.sessionId) ?? null) : callerKey(caller)),
    note(caller, actor) {
      const owner = ownerOf(caller, actor);
      if (caller.kind === "person" && persons.get(caller.sessionId) !== owner) {
        const [oldest] = persons.keys();
        if (persons.size >= rememberedAtMost && oldest !== undefined) persons.delete(oldest);
        persons.set(caller.sessionId, owner);
      }
      return owner;
    },
  };
}
