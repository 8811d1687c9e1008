import { type Actor, type Caller, isPerson, type PersonActor, type ShopperActor } from "./actor.ts";
import { stampCount, stampOf, stampsStandAt } from "./database/identity-stamps.ts";

/**
 * Who the sessions' holders were when this node last asked. Nobody acts on it alone: the commit compares the stamps that it rests
 * on, so that a demotion works at once on this way too.
 */
export interface RememberedActors {
  /** Null: not known, or perhaps no longer so. */
  of(caller: Caller, now: number): Actor | null;
  /** `stamps` were read before the identities were. */
  keep(callers: readonly Caller[], actors: readonly Actor[], stamps: readonly number[], now: number): void;
  /** In SQL: that all of these callers are still who they were. */
  stillSo(asking: Iterable<{ caller: Caller }>): string;
  /** Something had changed: nobody is known until the stamps have been read again. */
  doubt(): void;
}

interface Kept {
  actor: Actor;
  until: number;
  /** Stamp and what it stood at. */
  stamps: readonly (readonly [stamp: number, version: number])[];
}

/** A few hundred bytes each; those kept longest ago are forgotten. */
const rememberedAtMost = 10_000;
/** However still the stamps stand: a node of an older version, or a hand in the database, raises none. */
const rememberedMs = 60_000;

/** The rows that say who somebody is, all of them in tables that are stamped (`stampedBy`). */
const idsBehind = (actor: PersonActor | ShopperActor): readonly string[] =>
  isPerson(actor)
    ? [actor.sessionId, actor.personId, ...actor.departmentIds]
    : [actor.sessionId, actor.shopperId];

/** Which stamps rise when it changes who this is. */
export const stampsBehind = (actor: PersonActor | ShopperActor): number[] => [
  ...new Set(idsBehind(actor).map(stampOf)),
];

export function createRememberedActors(): RememberedActors {
  // By session, each kind for itself: a key of both would have to be put together and hashed for every command.
  const keptOf = { person: new Map<string, Kept>(), shopper: new Map<string, Kept>() };
  const find = (caller: Caller): Kept | undefined =>
    caller.kind === "person" || caller.kind === "shopper"
      ? keptOf[caller.kind].get(caller.sessionId)
      : undefined;
  let latest: readonly number[] | null = null;

  return {
    of(caller, now) {
      const found = find(caller);
      if (found === undefined || latest === null || found.until <= now) return null;
      for (const [stamp, version] of found.stamps) if (latest[stamp] !== version) return null;
      return found.actor;
    },
    keep(callers, actors, stamps, now) {
      latest = stamps;
      for (const [index, caller] of callers.entries()) {
        // For the system there is nothing to know.
        if (caller.kind !== "person" && caller.kind !== "shopper") continue;
        const actor = actors[index] as Actor;
        const kept = keptOf[caller.kind];
        kept.delete(caller.sessionId);
        // Nobody may have become somebody by the next time.
        if (actor.kind === "anonymous" || actor.kind === "system") continue;
        kept.set(caller.sessionId, {
          actor,
          until: Math.min(actor.sessionEndsAt, now + rememberedMs),
          stamps: stampsBehind(actor).map((stamp) => [stamp, stamps[stamp] as number]),
        });
      }
      for (const kept of Object.values(keptOf)) forgetOldest(kept);
    },
    stillSo(asking) {
      // Of nobody any more, where a doubt has come meanwhile.
      const stamps = new Set<number>();
      for (const { caller } of asking) {
        for (const [stamp] of find(caller)?.stamps ?? []) stamps.add(stamp);
        if (stamps.size === stampCount) break;
      }
      return stampsStandAt(stamps, latest ?? []);
    },
    doubt() {
      latest = null;
    },
  };
}

function forgetOldest(kept: Map<string, Kept>): void {
  for (const sessionId of kept.keys()) {
    if (kept.size <= rememberedAtMost) return;
    kept.delete(sessionId);
  }
}
