import type { CompiledPolicy } from "../authority/compile-policy.ts";
import { limitsOf } from "../authority/limits.ts";
import { quickAnswer } from "../authority/quick-answer.ts";
import {
  answers,
  approveEvent,
  decideEvent,
  failEvent,
  granted,
  type History,
  retryEvent,
} from "./history.ts";
import { createShifts, type Shifts } from "./shifts.ts";
import { sharedBudgets, type TurningPoints } from "./turning-points.ts";

/** What a candidate would have answered, case by case. */
export interface Replayed {
  /** Index in `answers`. */
  answer: Uint8Array;
  /** Steps of the chain of approval, 0 for a grant. */
  steps: Uint8Array;
  /** 1 where the candidate gives at once: a person who asked although they might have granted asks again. */
  atOnce: Uint8Array;
  /** How many were decided, the others taken over. */
  decided: number;
}

/** A replay that differs from this one only in what the marked cases are told: the rest is taken over where it must agree. */
export interface Reuse {
  of: Replayed;
  points: TurningPoints;
  /** 1 for cases that the difference can bear on directly. */
  touched: Uint8Array;
}

interface Options {
  reuse?: Reuse;
  /** To be filled, so that this replay can be reused. */
  points?: TurningPoints;
  /** Called now and then with the share that is done. */
  onProgress?: (share: number) => void;
}

const progressEvery = 8192;

/**
 * The past decided anew by `policy`, in order of time, with budgets carried along: what it grants draws, what it does not
 * grant draws nothing unless a person approved it then, and what failed then fails again. By authority's own clauses.
 */
export function replayPolicy(history: History, policy: CompiledPolicy, options: Options = {}): Replayed {
  const { count, facts, was, givenAtOnce, events } = history;
  const { reuse, points, onProgress } = options;
  const shifts = createShifts(history);
  const answer = new Uint8Array(count);
  const steps = new Uint8Array(count);
  const atOnce = new Uint8Array(count);
  /** The events that each case last drew with: in truth, and as a grant of the candidate's. */
  const drawn = new Int32Array(count);
  const drawnAtOnce = new Int32Array(count);
  const agreement = reuse === undefined ? null : createAgreement(history, reuse, shifts);
  let decided = 0;

  function decide(event: number, of: number): void {
    if (reuse !== undefined && agreement?.holds(event, of) === true) {
      answer[of] = reuse.of.answer[of] ?? 0;
      steps[of] = reuse.of.steps[of] ?? 0;
      atOnce[of] = reuse.of.atOnce[of] ?? 0;
      return;
    }
    decided++;
    const seen = shifts.shifted(facts[of] as History["facts"][number], event);
    const quick = quickAnswer(policy, seen);
    points?.note(of, seen, limitsOf(policy, seen));
    answer[of] = answers.indexOf(quick.answer);
    steps[of] = quick.steps;
    const isAskedAnyway = was[of] === granted && givenAtOnce[of] === 0;
    atOnce[of] = Number(answer[of] === granted && !isAskedAnyway);
    if (reuse !== undefined && atOnce[of] !== reuse.of.atOnce[of]) agreement?.break(of);
  }

  const amountOf = (event: number): number => events.amountMinor[event] ?? 0;

  for (let event = 0; event < events.count; event++) {
    const of = events.of[event] ?? 0;
    const kind = events.kind[event];
    if (kind === decideEvent) {
      decide(event, of);
      drawn[of] = drawnAtOnce[of] = event;
      if (atOnce[of] !== givenAtOnce[of])
        shifts.move(event, false, amountOf(event), atOnce[of] === 1 ? 1 : -1);
    } else if (kind === approveEvent) {
      drawn[of] = event;
      // Given long since, by the candidate: what the approval drew in truth is not drawn a second time.
      if (atOnce[of] === 1) shifts.move(event, true, amountOf(event), -1);
    } else if (atOnce[of] !== givenAtOnce[of]) {
      const real = givenAtOnce[of] === 0;
      const own = facts[of]?.amountMinor ?? 0;
      if (kind === retryEvent) {
        drawn[of] = drawnAtOnce[of] = event;
        shifts.move(event, real, amountOf(event), -1);
        if (atOnce[of] === 1) shifts.move(event, false, own, 1);
      } else if (kind === failEvent) {
        const last = drawn[of] ?? 0;
        shifts.move(last, real, amountOf(last), 1);
        if (atOnce[of] === 1) shifts.move(drawnAtOnce[of] ?? 0, false, own, -1);
      }
    }
    agreement?.spread(event, of);
    if (onProgress !== undefined && event % progressEvery === 0) onProgress(event / events.count);
  }
  return { answer, steps, atOnce, decided };
}

/**
 * Whether a case's answer must be that of the replay that is reused. Orders and customers count as apart for good once a
 * case of theirs was answered otherwise: few cases share them, and a rule may look at them in more ways than by a limit.
 */
function createAgreement({ count, facts, events, keyCounts }: History, reuse: Reuse, shifts: Shifts) {
  const { touched, points } = reuse;
  const { customer, order } = events.keys;
  const [customerApart, orderApart] = [new Uint8Array(keyCounts.customer), new Uint8Array(keyCounts.order)];
  const broken = new Uint8Array(count);
  const used = new Float64Array(sharedBudgets.length);
  return {
    holds(event: number, of: number): boolean {
      if (touched[of] === 1) return false;
      if (orderApart[order[event] ?? -1] === 1 || customerApart[customer[event] ?? -1] === 1) return false;
      shifts.readUsed(facts[of] as History["facts"][number], event, used);
      return points.hold(of, used);
    },
    break(of: number): void {
      broken[of] = 1;
    },
    /** What a case draws on that was answered otherwise. */
    spread(event: number, of: number): void {
      if (broken[of] === 0) return;
      if ((order[event] ?? -1) >= 0) orderApart[order[event] ?? 0] = 1;
      if ((customer[event] ?? -1) >= 0) customerApart[customer[event] ?? 0] = 1;
    },
  };
}
