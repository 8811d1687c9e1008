import { setImmediate as nextTurn } from "node:timers/promises";
import type { Logger } from "pino";
import type { Caller } from "./actor.ts";
import { type Clock, second } from "./clock.ts";
import type { AnyCommand, Command } from "./command.ts";
import type { Database } from "./database/database.ts";
import { isDiskFull, isDuplicateKey, isTransient } from "./database/faults.ts";
import { createGate, type Gate } from "./gate.ts";
import { createGroup } from "./group.ts";
import type { Wake } from "./jobs/job.ts";
import { createMemory } from "./memory.ts";
import type { Metrics } from "./metrics.ts";
import type { Notice } from "./notices.ts";
import { createOwners } from "./owners.ts";
import { Refusal, refuse } from "./refusal.ts";
import { type LoadActors, type Outcome, type Walk, walkAlone, walkTogether } from "./walk.ts";
import { createWalkAhead } from "./walk-ahead.ts";

export interface Call {
  caller: Caller;
  /** The idempotency key, made by the client. */
  commandId: string;
}

export interface Execute {
  /** Throws a Refusal, or returns the answer; by then the change, or the refusal's record, is durable. */
  <Input, Loaded, Answer>(
    command: Command<Input, Loaded, Answer>,
    input: unknown,
    call: Call,
  ): Promise<Answer>;
  (command: AnyCommand, input: unknown, call: Call): Promise<unknown>;
}

export interface Executor extends Way {
  /** Another way in, which can be shut while this one is still open: doors close first, jobs book what they have done. */
  openWay(): Way;
  /** What another node has committed: rows and rights that are remembered here need not be tried to be found out of date. */
  heard(notices: readonly Notice[]): void;
}

/** A way to have commands executed. */
export interface Way {
  execute: Execute;
  /** No new commands; resolves when the running ones are done. */
  drain(): Promise<void>;
}

interface Parts {
  database: Database;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  loadActors: LoadActors;
  /**
   * Called after the commit; must not throw. In the order of commits, unless two connections' answers overtake each other
   * on a busy machine: whoever hears goes by an entry's number.
   */
  publish: (notices: Notice[]) => void;
  wake: (jobs: Wake[]) => void;
}

/** What became of one command of a batch. `answer` alone: it was told of already. */
type Verdict = Outcome | { answer: unknown } | { failure: unknown };

const attempts = 10;
/** A rival's row is there at the second look; what is still in the way then is in the way for good. */
const attemptsOnDuplicate = 4;
const longestPauseMs = 1000;
/** How many commands may share one commit. */
const groupSize = 128;

/** The only place that opens a transaction. Every command walks the same way: see ARCHITECTURE, "One command, one path". */
export function createExecutor(parts: Parts): Executor {
  const { database, clock, log, metrics, loadActors, publish, wake } = parts;
  const owners = createOwners();
  const { transactAhead } = database;
  const memory = transactAhead === null ? null : createMemory();
  const walkAhead =
    transactAhead === null || memory === null ? null : createWalkAhead({ transactAhead, memory, owners });
  const circle = () => ({ loadActors, owners, memory, now: clock.now() });

  const walkOnceAlone = (walk: Walk) =>
    database.transact(async (tx) => {
      const outcome = await walkAlone(tx, walk, circle());
      // Rolls the receipt back that it took first; a refusal that leaves a record is committed with it.
      if ("refusal" in outcome && !outcome.isRecorded) throw outcome.refusal;
      return outcome;
    });

  const walkOnceTogether = (walks: readonly Walk[]) =>
    database.transactShared((tx) => walkTogether(tx, walks, circle()));

  async function untilCommitted<T>(walks: readonly Walk[], walkOnce: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await walkOnce();
      } catch (error) {
        if (error instanceof Refusal) throw error;
        if (isDiskFull(error)) refuse("storage_full", {});
        const mayRepeat = isTransient(error) || (isDuplicateKey(error) && attempt < attemptsOnDuplicate);
        if (!mayRepeat) throw error;
        if (attempt === attempts) {
          // It may even have been done: the caller asks again under the same id.
          log.error({ err: error, commands: walks.length }, "the database does not let a command through");
          refuse("busy", {});
        }
        metrics.commandRetries.inc();
        const pause = Math.min(longestPauseMs, 5 * 2 ** attempt) * (0.5 + Math.random());
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  /** What is committed is done: a fault in telling of it must not read as a failure of the command. */
  function tell(outcome: Extract<Outcome, { answer: unknown }>): void {
    try {
      if (outcome.woken.length > 0) wake(outcome.woken);
      if (outcome.tell.length > 0) publish(outcome.tell);
    } catch (error) {
      log.error({ err: error }, "committed, but not told");
    }
  }

  function conclude(verdict: Verdict): unknown {
    if ("refusal" in verdict) throw verdict.refusal;
    if ("failure" in verdict) throw verdict.failure;
    if ("tell" in verdict) tell(verdict);
    return verdict.answer;
  }

  async function walkThrough(walk: Walk): Promise<unknown> {
    const outcome = await untilCommitted([walk], () => walkOnceAlone(walk));
    // As batches are (group.ts): what was heard of first is told first.
    await nextTurn();
    return conclude(outcome);
  }

  /** One after the other, so that the lines of one person keep their order. */
  async function walkOneByOne(walks: readonly Walk[]): Promise<ReadonlyMap<Walk, Verdict>> {
    const verdicts = new Map<Walk, Verdict>();
    for (const walk of walks) {
      try {
        verdicts.set(walk, { answer: await walkThrough(walk) });
      } catch (failure) {
        verdicts.set(walk, { failure });
      }
    }
    return verdicts;
  }

  async function walkTheUsualWay(walks: readonly Walk[]): Promise<ReadonlyMap<Walk, Verdict>> {
    metrics.commitBatch.observe(walks.length);
    try {
      const outcomes = await untilCommitted(walks, () => walkOnceTogether(walks));
      return new Map(walks.map((walk, index) => [walk, outcomes[index] as Outcome]));
    } catch (error) {
      // No room, or no database: it would be the same for each alone.
      if (walks.length === 1 || error instanceof Refusal) throw error;
      // One of them spoils the batch: walked one by one, only the guilty one fails.
      return walkOneByOne(walks);
    }
  }

  /** What goes wrong ahead goes wrong the usual way too, where it is found out whose fault it is. */
  async function tryAhead(walks: readonly Walk[]): Promise<ReadonlyMap<Walk, Outcome>> {
    try {
      return (await walkAhead?.(walks, clock.now())) ?? new Map();
    } catch (error) {
      log.warn({ err: error, commands: walks.length }, "not walked ahead");
      return new Map();
    }
  }

  const group = createGroup<Walk, Verdict, unknown>({
    largest: groupSize,
    conclude,
    async carryOut(walks, say) {
      const ahead = await tryAhead(walks);
      if (ahead.size > 0) {
        metrics.commitBatch.observe(ahead.size);
        metrics.walkedAhead.inc(ahead.size);
        say(ahead);
      }
      if (ahead.size < walks.length) say(await walkTheUsualWay(walks.filter((walk) => !ahead.has(walk))));
    },
  });

  const wayThrough = (gate: Gate): Way => {
    async function execute(command: AnyCommand, raw: unknown, call: Call): Promise<unknown> {
      gate.enter();
      const beganAt = performance.now();
      let outcome = "done";
      try {
        const { caller, commandId } = call;
        const walk: Walk = { command, input: parsed(command, raw), caller, commandId };
        return await (command.share === undefined ? walkThrough(walk) : group.join(walk));
      } catch (error) {
        outcome = error instanceof Refusal ? error.code : "failed";
        if (!(error instanceof Refusal)) {
          log.error({ err: error, command: command.name, commandId: call.commandId }, "command failed");
        }
        throw error;
      } finally {
        gate.leave();
        const seconds = (performance.now() - beganAt) / second;
        metrics.commandSeconds.observe({ command: command.name, outcome }, seconds);
      }
    }
    return { execute: execute as Execute, drain: gate.drain };
  };

  function heard(notices: readonly Notice[]): void {
    for (const notice of notices) {
      if (notice.kind === "entries") database.forget(notice.entries.map(({ ticketId }) => ticketId));
      else if (notice.kind === "marks") database.forget([notice.ticketId]);
      else if (notice.kind !== "topics" && notice.kind !== "right-ended") memory?.actors.doubt();
    }
  }

  const gate = createGate();
  return { ...wayThrough(gate), openWay: () => wayThrough(createGate(gate)), heard };
}

function parsed(command: AnyCommand, raw: unknown): unknown {
  const { success, data, error } = command.input.safeParse(raw);
  if (success) return data;
  const issues = error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join("."), message }));
  return refuse("malformed", { issues });
}
