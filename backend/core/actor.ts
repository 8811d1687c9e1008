import type { Author } from "../contract/entries.ts";
import type { Role } from "../contract/vocabulary.ts";

/** What a door knows of its caller: which session it holds, not yet what that session may do. */
export type Caller =
  | { kind: "person"; sessionId: string }
  | { kind: "shopper"; sessionId: string }
  | { kind: "system" }
  | { kind: "anonymous" };

export interface PersonActor {
  kind: Role;
  personId: string;
  sessionId: string;
  /** By itself, in milliseconds. */
  sessionEndsAt: number;
  name: string;
  email: string;
  departmentIds: readonly string[];
  /** A member of a department that carries out payouts. */
  isFinance: boolean;
}

export interface ShopperActor {
  kind: "shopper";
  shopperId: string;
  sessionId: string;
  /** By itself, in milliseconds. */
  sessionEndsAt: number;
  storefrontId: string;
  /** Null while nobody knows who it is. */
  name: string | null;
  email: string | null;
  customerId: string | null;
  /** The shop vouched for them by a signed token. */
  isVerified: boolean;
}

export type Actor = PersonActor | ShopperActor | { kind: "system" } | { kind: "anonymous" };

export function isPerson(actor: Actor): actor is PersonActor {
  return actor.kind !== "shopper" && actor.kind !== "system" && actor.kind !== "anonymous";
}

/** The owner of a command id: two actors may use the same id without meeting. */
export function callerKey(caller: Caller): string {
  return caller.kind === "person" || caller.kind === "shopper"
    ? `${caller.kind}:${caller.sessionId}`
    : caller.kind;
}

export function authorOf(actor: Actor): Author {
  if (isPerson(actor)) {
    return {
      kind: actor.kind === "department" ? "department" : "agent",
      id: actor.personId,
      name: actor.name,
    };
  }
  if (actor.kind === "shopper") return { kind: "shopper", id: null, name: actor.name ?? "" };
  return { kind: "system", id: null, name: "" };
}
