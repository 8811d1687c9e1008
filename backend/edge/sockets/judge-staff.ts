import { second } from "../../core/clock.ts";
import type { Log } from "../../core/log.ts";

/** So often that the database may take a quarter of a second over it before anything waits. */
const judgeEveryMs = second / 2;
/** Whoever was shut out hears nothing that is committed so much later. */
const trustedForMs = second;
/** What is held back beyond it is let go; the comparison of heads sends it when judging is possible again. */
const heldAtMost = 2000;

interface Parts {
  /** Cuts off all of staff who may no longer hear what they hear, and says by ending that nobody else is left. */
  judge: () => Promise<void>;
  log: Log;
}

/**
 * The word that somebody's right has ended can be lost with a node or with Redis, so twice a second it is asked who of staff it may concern;
 * and what is for staff alone waits while the last judging lies too far back, because the database is slow or away.
 */
export function createStaffJudgement({ judge, log }: Parts) {
  /** When the last judging that came to its end had begun. */
  let judgedAt = performance.now();
  let held: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let isStopped = false;

  const isTrusted = () => performance.now() - judgedAt <= trustedForMs;

  async function judgeOnce(): Promise<void> {
    const begunAt = performance.now();
    try {
      await judge();
      judgedAt = begunAt;
    } catch (error) {
      log.warn({ err: error }, "staff not judged anew");
    }
    if (isTrusted()) {
      const now = held;
      held = [];
      for (const tell of now) tell();
    }
    if (!isStopped) timer = setTimeout(begin, judgeEveryMs);
  }

  function begin(): void {
    running = judgeOnce();
  }

  return {
    /** Tells now, or when staff has been judged; false where it will not be told at all. */
    tellJudged(tell: () => void): boolean {
      if (held.length === 0 && isTrusted()) tell();
      else if (held.length < heldAtMost) held.push(tell);
      else return false;
      return true;
    },
    start: begin,
    /** Resolves when nothing of it asks the database any more. */
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
