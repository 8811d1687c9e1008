import { expect } from "chai";
import type { Transaction } from "../../backend/core/database/transaction.ts";
import { insert, remove, update, type Write } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import {
  type Chip,
  type Cup,
  chips,
  cup,
  cups,
  openScratch,
  type Scratch,
  shelves,
} from "../support/scratch.ts";

describe("a transaction's rows", () => {
  let scratch: Scratch;
  before(async () => {
    scratch = await openScratch();
  });
  after(() => scratch.close());

  const transact = <T>(work: (tx: Transaction) => Promise<T>) => scratch.database.transact(work);
  const save = (...writes: Write[]) => transact(async (tx) => tx.apply(writes));
  const stored = (id: string) => scratch.database.reader.one(cups, { id });

  async function inDatabase(over: Partial<Cup> = {}): Promise<Cup> {
    const made = cup(over);
    await save(insert(cups, made));
    return made;
  }

  const full: Partial<Cup> = {
    isWhole: false,
    isSold: true,
    details: { lines: [{ a: 1, b: null, c: [true, "x"] }], empty: {}, none: [], "quote'\"\\`": "?:é茶🍵" },
    extra: ["list"],
    priceMinor: 9_007_199_254_740_991,
    weightMinor: -3_000_000_000,
    note: "two\nlines, a 'quote', a ? and a :name",
  };

  it("come back with their types when they are inserted", async () => {
    const made = await inDatabase(full);
    expect(await stored(made.id)).to.deep.equal(made);
    const plain = await inDatabase();
    expect(await stored(plain.id)).to.deep.equal(plain);
  });

  it("come back with their types when they are changed under a lock", async () => {
    const made = await inDatabase();
    await transact(async (tx) => {
      await tx.lock(cups, made.id);
      tx.apply([update(cups, { id: made.id }, full)]);
    });
    expect(await stored(made.id)).to.deep.equal({ ...made, ...full });
    const emptied = { isSold: null, extra: null, weightMinor: null, note: null };
    const nothing = { ...emptied, isWhole: true, details: {} };
    await transact(async (tx) => {
      await tx.lock(cups, made.id);
      tx.apply([update(cups, { id: made.id }, nothing)]);
    });
    expect(await stored(made.id)).to.deep.equal({ ...made, ...full, ...nothing });
  });

  it("come back with their types when they are changed without a lock", async () => {
    const made = await inDatabase();
    await save(update(cups, { id: made.id }, full));
    expect(await stored(made.id)).to.deep.equal({ ...made, ...full });
  });

  it("are seen by every kind of read in the same transaction", async () => {
    const made = await inDatabase({ shelf: newId() });
    const { shelf } = made;
    await transact(async (tx) => {
      await tx.lock(cups, made.id);
      tx.apply([
        update(cups, { id: made.id }, { note: "changed" }),
        insert(cups, cup({ shelf, note: "new" })),
      ]);
      expect((await tx.one(cups, { id: made.id }))?.note).to.equal("changed");
      expect(await tx.count(cups, { shelf })).to.equal(2);
      tx.apply([update(cups, { id: made.id }, { note: "again" })]);
      const notes = (await tx.many(cups, { where: { shelf }, take: 10 })).map(({ note }) => note);
      expect(notes).to.have.members(["again", "new"]);
      tx.apply([remove(cups, { id: made.id })]);
      const [row] = await tx.sql<{ n: number }>("SELECT COUNT(*) AS `n` FROM `cups` WHERE `shelf` = ?", [
        shelf,
      ]);
      expect(Number(row?.n)).to.equal(1);
      expect(await tx.lock(cups, made.id)).to.equal(null);
    });
  });

  it("end as the last write says, in whatever order one row is inserted, changed and removed", async () => {
    const writes = {
      insert: (id: string, n: number) => insert(cups, cup({ id, note: `inserted ${n}` })),
      update: (id: string, n: number) => update(cups, { id }, { note: `changed ${n}` }),
      remove: (id: string) => remove(cups, { id }),
    };
    const orders: [(keyof typeof writes)[], string | null][] = [
      [["insert", "update"], "changed 1"],
      [["insert", "update", "update"], "changed 2"],
      [["insert", "remove"], null],
      [["insert", "update", "remove"], null],
      [["insert", "remove", "insert"], "inserted 2"],
      [["insert", "remove", "insert", "update"], "changed 3"],
      [["insert", "update", "remove", "insert", "remove"], null],
      [["update", "insert"], "inserted 1"],
      [["remove", "insert"], "inserted 1"],
      [["remove", "update"], null],
      [["remove", "insert", "update", "remove", "insert"], "inserted 4"],
    ];
    for (const [order, note] of orders) {
      for (const locks of [false, true]) {
        const id = newId();
        const startsThere = order[0] === "remove";
        if (startsThere) await inDatabase({ id });
        await transact(async (tx) => {
          if (locks) await tx.lock(cups, id);
          tx.apply(order.map((kind, n) => writes[kind](id, n)));
        });
        expect((await stored(id))?.note ?? null, `${order.join(", ")}, locks: ${locks}`).to.equal(note);
      }
    }
  });

  it("may take a unique value that a write before has freed", async () => {
    const first = await inDatabase();
    const second = await inDatabase();
    await save(remove(cups, { id: first.id }), insert(cups, cup({ code: first.code })));
    await transact(async (tx) => {
      await tx.lock(cups, second.id);
      tx.apply([
        update(cups, { id: second.id }, { code: newId() }),
        insert(cups, cup({ code: second.code })),
      ]);
    });
    expect(await scratch.database.reader.count(cups, { code: second.code })).to.equal(1);
  });

  it("are never changed in another's place: a unique value that is taken fails and leaves both as they were", async () => {
    const first = await inDatabase({ note: "first" });
    const second = await inDatabase({ note: "second" });
    const taken = transact(async (tx) => {
      await tx.lockAll(cups, [first.id, second.id]);
      tx.apply([update(cups, { id: second.id }, { code: first.code, note: "stolen" })]);
    });
    expect(await taken.then(() => "saved").catch(() => "refused")).to.equal("refused");
    expect(await stored(first.id)).to.deep.equal(first);
    expect(await stored(second.id)).to.deep.equal(second);
    const inserted = transact(async (tx) => {
      tx.apply([insert(cups, cup({ code: first.code }))]);
    });
    expect(await inserted.then(() => "saved").catch(() => "refused")).to.equal("refused");
    expect(await stored(first.id)).to.deep.equal(first);
  });

  it("that are known stay true when a write reaches them by other values than their key", async () => {
    const shelf = newId();
    const [known, removed, other] = [
      await inDatabase({ shelf }),
      await inDatabase({ shelf, note: "old" }),
      await inDatabase({ shelf }),
    ];
    await transact(async (tx) => {
      await tx.lockAll(cups, [known.id, removed.id]);
      tx.apply([
        update(cups, { shelf }, { priceMinor: 5 }),
        remove(cups, { shelf, note: "old" }),
        update(cups, { id: known.id }, { note: "kept" }),
        update(cups, { id: removed.id }, { note: "must not come back" }),
      ]);
      expect((await tx.lock(cups, known.id))?.priceMinor).to.equal(5);
      expect(await tx.lock(cups, removed.id)).to.equal(null);
    });
    expect(await stored(known.id)).to.deep.include({ priceMinor: 5, note: "kept" });
    expect(await stored(removed.id)).to.equal(null);
    expect((await stored(other.id))?.priceMinor).to.equal(5);
  });

  it("keep what an update leaves out, and are left alone by an update of nothing", async () => {
    const made = await inDatabase({ note: "kept", weightMinor: 7 });
    await transact(async (tx) => {
      await tx.lock(cups, made.id);
      tx.apply([
        update(cups, { id: made.id }, { note: undefined, priceMinor: 1 }),
        update(cups, { id: made.id }, {}),
      ]);
      expect((await tx.lock(cups, made.id))?.note).to.equal("kept");
    });
    await save(
      update(cups, { id: made.id }, {}),
      update(cups, { id: made.id }, { note: undefined, priceMinor: 2 }),
    );
    expect(await stored(made.id)).to.deep.equal({ ...made, priceMinor: 2 });
  });

  it("change only where an update's other conditions hold", async () => {
    const made = await inDatabase({ shelf: "low" });
    for (const locks of [false, true]) {
      await transact(async (tx) => {
        if (locks) await tx.lock(cups, made.id);
        tx.apply([
          update(cups, { id: made.id, shelf: "high" }, { note: "wrong" }),
          remove(cups, { id: made.id, shelf: "high" }),
        ]);
      });
    }
    expect(await stored(made.id)).to.deep.equal(made);
  });

  it("of a table with a key of two columns are inserted, changed and removed each by itself", async () => {
    const cupId = newId();
    const chip = (seq: number, words: object): Chip => ({ cupId, seq, words });
    await save(
      insert(chips, chip(1, { a: 1 })),
      insert(chips, chip(2, { a: 2 })),
      insert(chips, chip(3, { a: 3 })),
      update(chips, { cupId, seq: 2 }, { words: { deep: [{ b: null }] } }),
      remove(chips, { cupId, seq: 1 }),
      insert(chips, chip(1, { a: "again" })),
      remove(chips, { cupId, seq: 3 }),
    );
    const found = await scratch.database.reader.many(chips, {
      where: { cupId },
      order: { seq: "ASC" },
      take: 10,
    });
    expect(found).to.deep.equal([chip(1, { a: "again" }), chip(2, { deep: [{ b: null }] })]);
  });

  it("are saved in any number", async () => {
    const shelf = newId();
    const many = Array.from({ length: 450 }, (_, index) => cup({ shelf, note: `n${index}` }));
    await save(...many.map((each) => insert(cups, each)));
    await transact(async (tx) => {
      await tx.lockAll(
        cups,
        many.map(({ id }) => id),
      );
      tx.apply(many.map(({ id }, index) => update(cups, { id }, { priceMinor: index })));
    });
    const found = await scratch.database.reader.many(cups, {
      where: { shelf },
      order: { id: "ASC" },
      take: 1000,
    });
    expect(found.map(({ priceMinor }) => priceMinor)).to.deep.equal(many.map((_each, index) => index));
    await save(...many.map(({ id }) => remove(cups, { id })));
    expect(await scratch.database.reader.count(cups, { shelf })).to.equal(0);
  });

  it("are saved when together they are longer than a packet of the database's protocol", async function () {
    this.timeout(20_000);
    const shelf = newId();
    const long = "é'".repeat(250_000);
    const many = Array.from({ length: 40 }, () => cup({ shelf, details: { long } }));
    await save(...many.map((each) => insert(cups, each)));
    expect(await scratch.database.reader.count(cups, { shelf })).to.equal(many.length);
    expect((await stored(many[39]?.id ?? ""))?.details).to.deep.equal({ long });
  });

  it("are locked in the fixed order, or the walk ends as the bug that it is", async () => {
    const made = await inDatabase();
    const shelf = { id: newId(), count: 0 };
    await save(insert(shelves, shelf));
    const wrong = transact(async (tx) => {
      await tx.lock(cups, made.id);
      tx.apply([update(cups, { id: made.id }, { note: "half done" })]);
      await tx.lock(shelves, shelf.id);
    });
    expect(await wrong.catch((error: Error) => error.message)).to.equal(
      "shelves locked after stock: against the fixed order",
    );
    expect((await stored(made.id))?.note).to.equal(null);
    const never = transact((tx) => tx.lock(chips as never, made.id));
    expect(await never.catch((error: Error) => error.message)).to.equal("rows of chips are never locked");
  });

  it("that are known, or known not to be there, may be asked for again at any time", async () => {
    const made = await inDatabase();
    const shelf = { id: newId(), count: 0 };
    const absent = newId();
    await save(insert(shelves, shelf));
    await transact(async (tx) => {
      await tx.lock(shelves, shelf.id);
      await tx.lock(shelves, absent);
      await tx.lock(cups, made.id);
      expect(await tx.lock(shelves, shelf.id)).to.include(shelf);
      expect(await tx.lock(shelves, absent)).to.equal(null);
      expect(await tx.lockAll(cups, [])).to.deep.equal([]);
    });
  });
});
