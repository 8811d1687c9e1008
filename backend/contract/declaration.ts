import { z } from "zod";
import type { ActorKind } from "./vocabulary.ts";

/**
 * One declaration says all that both ends know of a command or a query: the doors, the OpenAPI text and the
 * clients' types come from it. `who` is the coarse gate; on which ticket is decided in the room.
 */
export interface Declaration<I extends z.ZodType = z.ZodType, A extends z.ZodType = z.ZodType> {
  summary: string;
  who: readonly ActorKind[];
  input: I;
  answer: A;
}

export function declare<I extends z.ZodType, A extends z.ZodType>(declaration: Declaration<I, A>) {
  return declaration;
}

/** An answer that is a view: typed here, built by one query, and not checked again on its way out. */
export const shape = <T>() => z.custom<T>();

export const nothing = z.object({});
export const staffOnly = ["agent", "supervisor", "admin"] as const;
export const anyStaff = ["agent", "supervisor", "admin", "department"] as const;
export const lead = ["supervisor", "admin"] as const;
