import { expect } from "chai";
import { gatherChanges } from "../../agent-console/wire/gather-changes.ts";
import { gatherTopics } from "../../backend/edge/sockets/gather-topics.ts";
import { manualTimers } from "../support/manual-timers.ts";

/** Resolves with the topics of each telling, when there were so many. */
function tellings(count: number) {
  const told: string[][] = [];
  let done: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    done = resolve;
  });
  const gathering = gatherTopics((topics) => {
    told.push(topics);
    if (told.length === count) done();
  });
  return { told, all, gathering };
}

describe("news of what to ask for again", () => {
  it("is one telling for all that came in a moment, each topic once", async () => {
    const { told, all, gathering } = tellings(1);
    for (const topics of [["queues"], ["queues", "approvals"], ["case:1"]]) gathering.add(topics);
    expect(told).to.deep.equal([]);
    await all;
    expect(told).to.deep.equal([["queues", "approvals", "case:1"]]);
  });

  it("goes out once a second while much happens, and the last of it goes out too", async () => {
    const { told, all, gathering } = tellings(2);
    const began = performance.now();
    gathering.add(["first"]);
    const busy = setInterval(() => told.length === 1 && gathering.add(["later"]), 5);
    await all;
    clearInterval(busy);
    expect(performance.now() - began).to.be.greaterThan(1000);
    expect(told).to.deep.equal([["first"], ["later"]]);
  });

  it("is told at once when the node leaves", () => {
    const { told, gathering } = tellings(1);
    gathering.add(["queues"]);
    gathering.flush();
    expect(told).to.deep.equal([["queues"]]);
  });

  it("is acted on by a console once for many tellings", () => {
    const clock = manualTimers();
    const acted: string[][] = [];
    const changes = gatherChanges((topics) => acted.push([...topics]), clock.timers);
    changes.add(["queues"]);
    changes.add(["case:1", "queues"]);
    expect(acted).to.deep.equal([]);
    clock.advance(1000);
    expect(acted).to.deep.equal([["queues", "case:1"]]);
    changes.add(["queues"]);
    changes.stop();
    clock.advance(1000);
    expect(acted.length).to.equal(1);
  });
});
