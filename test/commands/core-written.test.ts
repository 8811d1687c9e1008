import { expect } from "chai";
import type { Transaction } from "../../backend/core/database/transaction.ts";
import { insert, replace, update, type Write } from "../../backend/core/database/writes.ts";
import { type Cup, cup, cups, openScratch, type Scratch } from "../support/scratch.ts";

describe("a transaction's rows, written in few words,", () => {
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

  it("come back as they were when they cross as text, whatever signs stand in them", async () => {
    const signs = Array.from({ length: 0x300 }, (_, code) => String.fromCharCode(code));
    const notes = [
      "?",
      "??",
      "''",
      "\\",
      "\\'; DROP TABLE cups; -- ",
      "*/",
      "\u2028",
      "🍵",
      signs.slice(1).join(""),
      "",
    ];
    const made = notes.map((note) =>
      cup({
        isWhole: false,
        extra: ["list"],
        priceMinor: 9_007_199_254_740_991,
        note,
        details: { [note]: note },
      }),
    );
    const others = await Promise.all(made.map(() => inDatabase()));
    await scratch.database.transactShared(async (tx) => {
      await tx.lockAll(
        cups,
        others.map(({ id }) => id),
      );
      tx.apply(made.map((each) => insert(cups, each)));
      for (const [index, { id }] of others.entries()) {
        const { note = null, details = {} } = made[index] ?? {};
        tx.apply([update(cups, { id }, { note, details })]);
      }
    });
    for (const [index, each] of made.entries()) {
      expect(await stored(each.id)).to.deep.equal(each);
      const { note, details } = each;
      const other = others[index] as Cup;
      expect(await stored(other.id)).to.deep.equal({ ...other, note, details });
    }
  });

  it("that are replaced change where before and after differ, and nowhere else", async () => {
    const made = await inDatabase({ note: "before", priceMinor: 1, weightMinor: 5 });
    await transact(async (tx) => {
      const before = (await tx.lock(cups, made.id)) as Cup;
      tx.apply([
        update(cups, { id: made.id }, { priceMinor: 2 }),
        replace(cups, before, { ...before, note: "after" }),
        update(cups, { id: made.id }, { weightMinor: 6 }),
      ]);
      expect(tx.held(cups, made.id)).to.deep.equal({ ...made, priceMinor: 2, note: "after", weightMinor: 6 });
    });
    expect(await stored(made.id)).to.deep.equal({ ...made, priceMinor: 2, note: "after", weightMinor: 6 });
  });

  it("must be locked to be replaced or held", async () => {
    const made = await inDatabase();
    const replaced = save(replace(cups, made, { ...made, note: "after" })).catch(
      (error: Error) => error.message,
    );
    expect(await replaced).to.match(/not locked/);
    const held = transact(async (tx) => tx.held(cups, made.id)).catch((error: Error) => error.message);
    expect(await held).to.match(/not locked/);
    expect(await stored(made.id)).to.deep.equal(made);
  });
});
