import type { z } from "zod";
import type { ActorKind } from "../contract/vocabulary.ts";
import type { Actor } from "./actor.ts";
import type { Reader } from "./database/reader.ts";

/** A question that changes nothing. The door checks `who` and parses; which rows the actor may see is decided in `read`. */
export interface Query<Input = never, Answer = unknown, A extends Actor = Actor> {
  name: string;
  who: readonly ActorKind[];
  input: z.ZodType<Input>;
  /** Throws a Refusal, or returns the answer. `now` in milliseconds. */
  read(reader: Reader, input: Input, actor: A, now: number): Promise<Answer>;
}

/** The type of any query, for registries. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds queries of every input; each is checked where it is made.
export type AnyQuery = Query<any, any, any>;

export function defineQuery<Input, Answer, A extends Actor = Actor>(
  query: Query<Input, Answer, A>,
): Query<Input, Answer, A> {
  return query;
}
