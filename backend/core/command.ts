import type { z } from "zod";
import type { ActorKind } from "../contract/vocabulary.ts";
import type { Actor } from "./actor.ts";
import type { Table } from "./database/table.ts";
import type { Transaction } from "./database/transaction.ts";
import type { Write } from "./database/writes.ts";
import type { NewJob } from "./jobs/job.ts";
import type { Notice } from "./notices.ts";
import type { Refusal } from "./refusal.ts";

/** All that a command does, as data. What it does not name does not happen. */
export interface Decision<Answer> {
  answer: Answer;
  writes?: Write[];
  jobs?: NewJob[];
  /** Published after the commit. */
  tell?: Notice[];
}

/**
 * A no that is a fact of its own and leaves a record: its writes are committed before it is answered, with a receipt from which
 * a retry gets the same no. Whoever decides so bounds what the same no leaves when it is asked for again under other ids.
 * What is merely thrown leaves nothing.
 */
export interface RecordedRefusal {
  refusal: Refusal;
  writes: Write[];
}

/** `now` in milliseconds; `newId` and `newSecret` the only chance there is: arguments, so that `decide` is pure. */
export interface Circumstances {
  now: number;
  newId: () => string;
  /** 256 bits, for links and keys. */
  newSecret: () => string;
  commandId: string;
}

/**
 * One command, one path: see execute.ts. `load` reads and locks, in the fixed order; `decide` turns what was loaded
 * into changes, throws a Refusal, or returns one that leaves a record; saving is the machinery's.
 */
export interface Command<Input = never, Loaded = unknown, Answer = unknown, A extends Actor = Actor> {
  name: string;
  who: readonly ActorKind[];
  input: z.ZodType<Input>;
  /** At once where nothing is to be waited for: most shared commands need no more than the rows that are held for them. */
  load(
    tx: Transaction,
    input: Input,
    actor: A,
    circumstances: Circumstances,
  ): Promise<Loaded> | Awaited<Loaded>;
  decide(
    loaded: Loaded,
    input: Input,
    actor: A,
    circumstances: Circumstances,
  ): Decision<Answer> | RecordedRefusal;
  /**
   * Present on commands that many may share one transaction of: names the rows that are locked in one statement for all of
   * them, and that `load` finds held (`Transaction.held`).
   */
  share?: (input: Input) => SharedRow[];
  /** The answer is a secret shown once (a link, a key): no receipt keeps it, and a retry is told to look. */
  isAnswerSecret?: true;
}

export interface SharedRow {
  table: Table<{ id: string }>;
  id: string;
}

export function sharedRow<Row extends { id: string }>(table: Table<Row>, id: string): SharedRow {
  return { table: table as unknown as Table<{ id: string }>, id };
}

/** The type of any command, for registries. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds commands of every input; each is checked where it is made.
export type AnyCommand = Command<any, any, any, any>;

export function defineCommand<Input, Loaded, Answer, A extends Actor = Actor>(
  command: Command<Input, Loaded, Answer, A>,
): Command<Input, Loaded, Answer, A> {
  return command;
}
