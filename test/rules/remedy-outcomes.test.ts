import { expect } from "chai";
import fc from "fast-check";
import { type Stage, stages } from "../../backend/contract/remedy-terms.ts";
import { judgeOutcome } from "../../backend/remedies/judge-outcome.ts";
import { transition } from "../../backend/remedies/state-machine.ts";
import type { AttemptRow, RemedyRow } from "../../backend/remedies/tables.ts";
import type { MerchantOutcome } from "../../backend/shop/merchant/port.ts";

type AttemptState = Parameters<typeof judgeOutcome>[1]["state"];
const plain = { remedy: "refund", progress: null } as const;

const outcomes: Record<MerchantOutcome["state"], MerchantOutcome> = {
  settled: { state: "settled", reference: "r", hint: "", arrivesInDays: null },
  pending: { state: "pending" },
  failed: { state: "failed", code: "no", message: "" },
  unknown: { state: "unknown", why: "time-out" },
};

/** A remedy with its attempts as the commands would keep them, and the order's money beside it. */
class Model {
  state: RemedyRow["state"] = "granted";
  attempts: { state: AttemptRow["state"] | "waiting"; holds: boolean }[] = [
    { state: "waiting", holds: true },
  ];
  paid = 0;
  given = 0;

  get current() {
    return this.attempts.length;
  }

  begin() {
    const last = this.attempts.at(-1);
    if (this.state !== "granted" || last?.state !== "waiting") return;
    last.state = "started";
    this.state = "paying";
  }

  retry() {
    if (this.state !== "failed") return;
    this.attempts.push({ state: "waiting", holds: true });
    this.state = "granted";
  }

  hear(number: number, outcome: MerchantOutcome) {
    const attempt = this.attempts[number - 1];
    if (attempt === undefined || attempt.state === "waiting") return;
    const judged = judgeOutcome(
      { state: this.state, attempt: this.current, ...plain },
      { state: attempt.state, attempt: number },
      outcome,
    );
    if (judged.kind === "note") attempt.state = judged.attemptState;
    if (judged.kind === "failed") {
      expect(attempt.holds, "gives back what it holds, once").to.equal(true);
      attempt.holds = false;
      attempt.state = "failed";
      if (judged.event !== null) this.follow(judged.event);
    }
    if (judged.kind === "settled") {
      expect(judged.wasHeld).to.equal(attempt.holds);
      attempt.holds = false;
      attempt.state = "settled";
      this.given++;
      if (judged.endsNewer) {
        const newer = this.attempts.at(-1);
        expect(newer?.state).to.equal("waiting");
        if (newer !== undefined) newer.holds = false;
      }
      this.follow(judged.event);
    }
  }

  follow(event: Parameters<typeof transition>[1]) {
    const next = transition(this.state, event);
    expect(next, `${event} from ${this.state}`).to.not.equal(null);
    this.state = next ?? this.state;
  }
}

type Step = { do: "begin" | "retry" } | { do: "hear"; attempt: number; outcome: MerchantOutcome["state"] };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.constant<Step>({ do: "begin" }),
    fc.constant<Step>({ do: "retry" }),
    fc.record({
      do: fc.constant("hear" as const),
      attempt: fc.integer({ min: 1, max: 3 }),
      outcome: fc.constantFrom(...(Object.keys(outcomes) as MerchantOutcome["state"][])),
    }),
  ),
  { maxLength: 30 },
);

function play(all: Step[]): Model {
  const model = new Model();
  for (const step of all) {
    if (step.do === "hear") model.hear(step.attempt, outcomes[step.outcome]);
    else model[step.do]();
  }
  return model;
}

describe("what a merchant's word does", () => {
  it("books each attempt's settlement once, in whatever order and however often it is told", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const model = play(all);
        expect(model.given).to.equal(model.attempts.filter(({ state }) => state === "settled").length);
      }),
      { numRuns: 2000 },
    );
  });

  it("holds something exactly as long as an attempt may still be paid", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const model = play(all);
        for (const { state, holds } of model.attempts) {
          const isEnded = state === "settled" || state === "failed";
          // A waiting attempt that an overrun made needless holds nothing either.
          if (state !== "waiting") expect(holds).to.equal(!isEnded);
          else expect(holds).to.equal(model.state === "granted");
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("is settled for good once money has gone", () => {
    fc.assert(
      fc.property(steps, steps, (before, later) => {
        const model = play(before);
        fc.pre(model.given > 0);
        expect(model.state).to.equal("settled");
        expect(play([...before, ...later]).state).to.equal("settled");
      }),
      { numRuns: 500 },
    );
  });

  it("names a failure after a settlement a contradiction and books nothing", () => {
    const judged = judgeOutcome(
      { state: "settled", attempt: 1, ...plain },
      { state: "settled", attempt: 1 },
      outcomes.failed,
    );
    expect(judged).to.deep.equal({ kind: "nothing", isContradiction: true });
  });

  it("lets an unknown never overwrite what is pending", () => {
    const pending = { state: "pending", attempt: 1 } as const;
    expect(judgeOutcome({ state: "paying", attempt: 1, ...plain }, pending, outcomes.unknown).kind).to.equal(
      "nothing",
    );
  });

  it("goes the steps of a return forwards only, and knows none for other remedies", () => {
    const at = { state: "pending", attempt: 1 } as const;
    const paying = { state: "paying", attempt: 1, remedy: "return_refund", progress: null } as const;
    const word = (stage: Stage): MerchantOutcome => ({ state: "pending", progress: { stage, hint: "" } });
    const kindOf = (
      remedy: Parameters<typeof judgeOutcome>[0],
      stage: Stage,
      attempt: AttemptState = "pending",
    ) => judgeOutcome(remedy, { ...at, state: attempt }, word(stage)).kind;
    expect(stages.map((stage) => kindOf(paying, stage))).to.deep.equal(stages.map(() => "progressed"));
    const received = { ...paying, progress: { stage: "received", hint: "" } } as const;
    expect(stages.map((stage) => kindOf(received, stage))).to.deep.equal(["nothing", "nothing"]);
    expect(kindOf({ ...paying, remedy: "refund" }, "label")).to.equal("nothing");
    expect(kindOf({ ...paying, state: "failed" }, "label", "failed")).to.equal("nothing");
    expect(kindOf({ ...paying, attempt: 2 }, "label")).to.equal("nothing");
  });
});
