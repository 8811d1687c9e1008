import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { createLog } from "../../backend/core/log.ts";
import { createStaffJudgement } from "../../backend/edge/sockets/judge-staff.ts";
import { eventually } from "../support/eventually.ts";

const log = createLog("silent");
/** Longer than anybody is trusted for. */
const tooLongMs = 1100;

describe("what is for staff alone", () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  /** Judging that takes until it is let go. */
  function judged() {
    let release: (outcome: Error | null) => void = () => undefined;
    let begun = 0;
    let isHeldUp = false;
    const judge = async () => {
      begun += 1;
      if (!isHeldUp) return;
      const outcome = await new Promise<Error | null>((resolve) => {
        release = resolve;
      });
      if (outcome !== null) throw outcome;
    };
    const judgement = createStaffJudgement({ judge, log });
    judgement.start();
    stops.push(() => {
      isHeldUp = false;
      release(null);
      return judgement.stop();
    });
    const told: number[] = [];
    return {
      told,
      say: (what: number) => judgement.tellJudged(() => void told.push(what)),
      /** From the next judging on; resolves when it is under way. */
      async holdUp() {
        isHeldUp = true;
        const before = begun;
        await eventually(() => begun > before);
      },
      async letGo(outcome: Error | null = null) {
        const before = begun;
        release(outcome);
        await eventually(() => begun > before);
      },
    };
  }

  it("is told at once while judging comes to its end in time", async () => {
    const { told, say } = judged();
    for (let what = 1; what <= 3; what++) {
      expect(say(what)).to.equal(true);
      expect(told.at(-1)).to.equal(what);
      await pause(600);
    }
  });

  it("waits while the last judging lies too far back, and is told in order when there is another", async () => {
    const { told, say, holdUp, letGo } = judged();
    await holdUp();
    await pause(tooLongMs);
    for (const what of [1, 2, 3]) say(what);
    expect(told).to.deep.equal([]);
    // It had begun more than a second ago: what ended since then it does not know.
    await letGo();
    expect(told).to.deep.equal([]);
    await letGo();
    expect(told).to.deep.equal([1, 2, 3]);
    say(4);
    expect(told).to.deep.equal([1, 2, 3, 4]);
  }).timeout(10_000);

  it("waits on when judging fails, and is let go rather than kept without end", async () => {
    const { told, say, holdUp, letGo } = judged();
    await holdUp();
    await pause(tooLongMs);
    await letGo(new Error("no database"));
    let kept = 0;
    while (kept < 100_000 && say(kept)) kept += 1;
    expect(kept).to.equal(2000);
    expect(told).to.deep.equal([]);
    await letGo();
    expect(told.length).to.equal(2000);
    expect(say(2000)).to.equal(true);
  }).timeout(10_000);
});
