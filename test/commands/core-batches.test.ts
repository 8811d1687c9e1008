import { expect } from "chai";
import { sharedRow } from "../../backend/core/command.ts";
import { insert, update } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { Refusal } from "../../backend/core/refusal.ts";
import {
  cup,
  cups,
  hasReceipt,
  openScratch,
  type Scratch,
  scratchCommand,
  shelves,
} from "../support/scratch.ts";

interface Asked {
  shelf: string;
  words: string;
  /** What goes wrong with it. */
  fault?: "refused" | "bug" | "taken code" | "too long";
}

/** As messages do it: the shelf's row is shared, the next number is taken from it. */
const putCup = scratchCommand(
  (tx, input) => tx.lock(shelves, (input as Asked).shelf),
  (shelf, input) => {
    const { words, fault } = input as Asked;
    if (shelf === null || fault === "refused") throw new Refusal("not_found", {});
    if (fault === "bug") throw new TypeError("a bug");
    const count = shelf.count + 1;
    const code = fault === "taken code" ? "taken" : newId();
    const note = fault === "too long" ? "x".repeat(20_000_000) : words;
    return {
      answer: { count },
      writes: [
        insert(cups, cup({ shelf: shelf.id, priceMinor: count, code, note })),
        update(shelves, { id: shelf.id }, { count }),
      ],
      tell: [{ kind: "topics", to: { kind: "staff" }, topics: [`${shelf.id} ${count}`] }],
    };
  },
  (input: Asked) => [sharedRow(shelves, input.shelf)],
);

describe("a batch of commands that share a commit", () => {
  let scratch: Scratch;
  before(async () => {
    scratch = await openScratch();
    await scratch.database.transact(async (tx) =>
      tx.apply([insert(cups, cup({ code: "taken", shelf: "none" }))]),
    );
  });
  after(() => scratch.close());

  async function newShelf(): Promise<string> {
    const id = newId();
    await scratch.database.transact(async (tx) => tx.apply([insert(shelves, { id, count: 0 })]));
    return id;
  }

  const cupsOn = (shelf: string) =>
    scratch.database.reader.many(cups, { where: { shelf }, order: { priceMinor: "ASC" }, take: 500 });
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  async function biggestBatch(): Promise<number> {
    const metric = await scratch.metrics.commitBatch.get();
    const sum = metric.values.find(({ metricName }) => metricName?.endsWith("_sum"))?.value ?? 0;
    const count = metric.values.find(({ metricName }) => metricName?.endsWith("_count"))?.value ?? 1;
    return sum / count;
  }

  it("numbers 200 over 5 rows without a gap, and tells of each row's in their order", async () => {
    const made = await Promise.all(upTo(5).map(newShelf));
    scratch.notices.length = 0;
    const asked = upTo(200).map((index) => ({ shelf: made[index % 5] ?? "", words: `n${index}` }));
    const answers = (await Promise.all(asked.map((input) => scratch.run(putCup, input)))) as {
      count: number;
    }[];
    for (const shelf of made) {
      const own = answers.filter((_answer, index) => asked[index]?.shelf === shelf);
      expect(own.map(({ count }) => count)).to.deep.equal(upTo(40));
      const rows = await cupsOn(shelf);
      expect(rows.map(({ priceMinor }) => priceMinor)).to.deep.equal(upTo(40));
      expect(rows.map(({ note }) => note)).to.deep.equal(
        asked.filter((each) => each.shelf === shelf).map(({ words }) => words),
      );
      const told = scratch.notices.flatMap((notice) => (notice.kind === "topics" ? notice.topics : []));
      expect(told.filter((each) => each.startsWith(shelf))).to.deep.equal(
        upTo(40).map((n) => `${shelf} ${n}`),
      );
    }
    expect(await biggestBatch()).to.be.greaterThan(20);
  });

  for (const fault of ["bug", "taken code", "too long"] as const) {
    it(`loses only the one that is spoilt (${fault}), and keeps the order of the others`, async function () {
      this.timeout(30_000);
      const shelf = await newShelf();
      const ids = upTo(21).map(() => newId());
      scratch.notices.length = 0;
      const results = await Promise.allSettled(
        ids.map((id, index) =>
          scratch.run(putCup, { shelf, words: `n${index}`, ...(index === 10 ? { fault } : {}) }, id),
        ),
      );
      const failed = results.flatMap((result, index) => (result.status === "rejected" ? [index] : []));
      // SQLite has no packets: there the long one is one like the others.
      const isHarmless = fault === "too long" && scratch.database.engine === "sqlite";
      expect(failed).to.deep.equal(isHarmless ? [] : [10]);
      const rows = await cupsOn(shelf);
      expect(rows.map(({ priceMinor }) => priceMinor)).to.deep.equal(upTo(isHarmless ? 21 : 20));
      if (isHarmless) return;
      expect(rows.map(({ note }) => note)).to.deep.equal(
        upTo(21)
          .filter((n) => n !== 11)
          .map((n) => `n${n - 1}`),
      );
      const told = scratch.notices.flatMap((notice) => (notice.kind === "topics" ? notice.topics : []));
      expect(told).to.deep.equal(upTo(20).map((n) => `${shelf} ${n}`));
      expect(await hasReceipt(scratch.database, ids[10] ?? "")).to.equal(false);
      expect(await hasReceipt(scratch.database, ids[11] ?? "")).to.equal(true);
    });
  }

  it("with refusals among them keeps the receipts of all but those, and no gap", async () => {
    const shelf = await newShelf();
    const ids = upTo(20).map(() => newId());
    const results = await Promise.allSettled(
      ids.map((id, index) =>
        scratch.run(
          putCup,
          {
            shelf: index === 5 ? newId() : shelf,
            words: `n${index}`,
            ...(index === 12 ? { fault: "refused" } : {}),
          },
          id,
        ),
      ),
    );
    const refused = results.flatMap((result, index) => (result.status === "rejected" ? [index] : []));
    expect(refused).to.deep.equal([5, 12]);
    const kept = await Promise.all(ids.map((id) => hasReceipt(scratch.database, id)));
    expect(kept.flatMap((isKept, index) => (isKept ? [] : [index]))).to.deep.equal([5, 12]);
    expect((await cupsOn(shelf)).map(({ priceMinor }) => priceMinor)).to.deep.equal(upTo(18));
  });

  it("knows a command that is in it twice, and one that has another's id", async () => {
    const shelf = await newShelf();
    const id = newId();
    const refusedId = newId();
    const results = await Promise.allSettled([
      scratch.run(putCup, { shelf, words: "a" }, id),
      scratch.run(putCup, { shelf, words: "b" }),
      scratch.run(putCup, { shelf, words: "a" }, id),
      scratch.run(putCup, { shelf, words: "other" }, id),
      scratch.run(putCup, { shelf, words: "c", fault: "refused" }, refusedId),
      scratch.run(putCup, { shelf, words: "c", fault: "refused" }, refusedId),
    ]);
    const said = results.map((each) =>
      each.status === "fulfilled" ? (each.value as { count: number }).count : (each.reason as Refusal).code,
    );
    expect(said).to.deep.equal([1, 2, 1, "command_id_reused", "not_found", "not_found"]);
    expect((await cupsOn(shelf)).length).to.equal(2);
  });

  it("on two nodes at once still numbers without a gap", async () => {
    const other = await scratch.otherNode();
    const made = await Promise.all(upTo(3).map(newShelf));
    await Promise.all(
      upTo(150).map((index) =>
        (index % 2 === 0 ? scratch : other).run(putCup, { shelf: made[index % 3] ?? "", words: "" }),
      ),
    );
    for (const shelf of made) {
      expect((await cupsOn(shelf)).map(({ priceMinor }) => priceMinor)).to.deep.equal(upTo(50));
    }
  });
});

describe("rival commands", () => {
  let scratch: Scratch;
  before(async () => {
    scratch = await openScratch();
  });
  after(() => scratch.close());

  it("that lock each other out are walked again until all have succeeded", async () => {
    const other = await scratch.otherNode();
    const ids = Array.from({ length: 6 }, () => newId());
    await scratch.database.transact(async (tx) =>
      tx.apply(ids.map((id) => insert(cups, cup({ id, priceMinor: 0 })))),
    );
    /** Of one rank, but not in the order of keys: two of these meet crosswise. */
    const crosswise = scratchCommand(
      async (tx, input) => {
        const [first = "", second = ""] = input as string[];
        return [await tx.lock(cups, first), await tx.lock(cups, second)];
      },
      (found) => ({
        answer: {},
        writes: found.flatMap((each) =>
          each === null ? [] : [update(cups, { id: each.id }, { priceMinor: each.priceMinor + 1 })],
        ),
      }),
    );
    const pairs = ids.flatMap((a) => ids.filter((b) => b !== a).map((b) => [a, b]));
    await Promise.all(pairs.map((pair, index) => (index % 2 === 0 ? scratch : other).run(crosswise, pair)));
    const rows = await scratch.database.reader.many(cups, { where: {}, take: 100 });
    expect(rows.map(({ priceMinor }) => priceMinor)).to.deep.equal(ids.map(() => 10));
    const [retries] = (await scratch.metrics.commandRetries.get()).values;
    if (scratch.database.engine === "mysql") expect(retries?.value).to.be.greaterThan(0);
  });

  it("that insert side by side into indexed tables all succeed", async () => {
    const other = await scratch.otherNode();
    const add = scratchCommand(
      async (tx, input) => {
        const { shelf } = input as { shelf: string };
        const there = await tx.many(cups, { where: { shelf }, take: 500 });
        await tx.lockAll(
          cups,
          there.slice(0, 2).map(({ id }) => id),
        );
        return shelf;
      },
      (shelf) => ({
        answer: {},
        writes: Array.from({ length: 5 }, () => insert(cups, cup({ shelf }))),
      }),
    );
    const shelf = newId();
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? scratch : other).run(add, { shelf })),
    );
    expect(await scratch.database.reader.count(cups, { shelf })).to.equal(300);
  });
});
