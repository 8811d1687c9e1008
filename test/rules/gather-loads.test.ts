import { expect } from "chai";
import { gatherLoads } from "../../backend/core/gather-loads.ts";

/** Loads that end when the test says so. */
function heldLoads() {
  const asked: (readonly number[])[] = [];
  const ends: (() => void)[] = [];
  const load = gatherLoads<number, string>(5, (keys) => {
    asked.push(keys);
    return new Promise((resolve, reject) => {
      ends.push(() => (keys.includes(13) ? reject(new Error("unlucky")) : resolve(keys.map(String))));
    });
  });
  const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
  return { asked, ends, load, nextTurn };
}

describe("loads that are gathered", () => {
  it("share one query in one turn, and each gets its own answer", async () => {
    const { asked, ends, load, nextTurn } = heldLoads();
    const answers = Promise.all([load(3), load(1), load(2)]);
    await nextTurn();
    expect(asked).to.deep.equal([[3, 1, 2]]);
    ends[0]?.();
    expect(await answers).to.deep.equal(["3", "1", "2"]);
  });

  it("never name more than a query may", async () => {
    const { asked, ends, load, nextTurn } = heldLoads();
    const answers = Promise.all(Array.from({ length: 12 }, (_, key) => load(key)));
    await nextTurn();
    expect(asked.map((keys) => keys.length)).to.deep.equal([5, 5, 2]);
    for (const end of ends) end();
    expect((await answers).length).to.equal(12);
  });

  it("wait a moment for each other when one has just left", async () => {
    const { asked, ends, load, nextTurn } = heldLoads();
    const first = load(0);
    await nextTurn();
    const later: Promise<string>[] = [];
    while (asked.length < 2) {
      later.push(load(100 + later.length));
      await nextTurn();
    }
    expect(asked[1]?.length).to.be.greaterThan(1);
    while (ends.length < asked.length) await nextTurn();
    const settled = Promise.all([first, ...later]);
    while (asked.flat().length < later.length + 1) await nextTurn();
    for (const end of ends) end();
    await settled;
  });

  it("fail together, and only those of the query that failed", async () => {
    const { ends, load, nextTurn } = heldLoads();
    const unlucky = Promise.allSettled([load(13), load(1)]);
    await nextTurn();
    const lucky = load(2);
    while (ends.length < 2) await nextTurn();
    for (const end of ends) end();
    expect((await unlucky).map(({ status }) => status)).to.deep.equal(["rejected", "rejected"]);
    expect(await lucky).to.equal("2");
  });

  it("are asked anew each time", async () => {
    const { asked, ends, load, nextTurn } = heldLoads();
    for (const turn of [0, 1]) {
      const answer = load(7);
      while (ends.length <= turn) await nextTurn();
      ends[turn]?.();
      await answer;
    }
    expect(asked).to.deep.equal([[7], [7]]);
  });
});
