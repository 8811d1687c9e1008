import { setImmediate as nextTurn } from "node:timers/promises";
import { expect } from "chai";
import { createGroup } from "../../backend/core/group.ts";

interface Item {
  number: number;
}

/** A group whose batches are written down and end when the test says so. */
function observed(largest: number) {
  const batches: number[][] = [];
  const ends: (() => void)[] = [];
  const group = createGroup<Item, number, number>({
    largest,
    async carryOut(items, say) {
      batches.push(items.map(({ number }) => number));
      await new Promise<void>((resolve) => ends.push(resolve));
      say(new Map(items.map((item) => [item, item.number])));
    },
    conclude: (verdict) => verdict,
  });
  const join = (number: number) => group.join({ number });
  const turns = async (count = 8) => {
    for (let turn = 0; turn < count; turn++) await nextTurn();
  };
  return { batches, join, turns, end: () => ends.shift()?.() };
}

describe("a group", () => {
  it("carries out alone whoever comes alone", async () => {
    const { batches, join, turns, end } = observed(10);
    const one = join(1);
    await turns();
    expect(batches).to.deep.equal([[1]]);
    end();
    expect(await one).to.equal(1);
  });

  it("takes those together who come turn upon turn, in their order", async () => {
    const { batches, join, turns, end } = observed(10);
    const answers = [join(1)];
    await nextTurn();
    answers.push(join(2));
    await turns();
    expect(batches).to.deep.equal([[1, 2]]);
    end();
    expect(await Promise.all(answers)).to.deep.equal([1, 2]);
  });

  it("lets those who answer at once into the next batch", async () => {
    const { batches, join, turns, end } = observed(10);
    const first = join(1).then(() => join(3));
    await turns();
    const second = join(2);
    await turns();
    expect(batches).to.deep.equal([[1]]);
    end();
    await turns();
    expect(batches).to.deep.equal([[1], [2, 3]]);
    end();
    expect(await Promise.all([first, second])).to.deep.equal([3, 2]);
  });

  it("carries out no more at once than its largest batch", async () => {
    const { batches, join, turns, end } = observed(2);
    const answers = [1, 2, 3].map(join);
    await turns();
    end();
    await turns();
    end();
    await Promise.all(answers);
    expect(batches).to.deep.equal([[1, 2], [3]]);
  });

  it("keeps nobody waiting behind an endless stream", async () => {
    const { batches, join, turns, end } = observed(100_000);
    const answers: Promise<number>[] = [];
    while (batches.length === 0) {
      answers.push(join(answers.length));
      await nextTurn();
    }
    expect(batches[0]).to.have.length.below(answers.length + 1);
    end();
    await turns();
    await answers[0];
    // What came behind the first batch is carried out, too.
    const drain = setInterval(end, 1);
    await Promise.all(answers);
    clearInterval(drain);
  });
});
