import { expect } from "chai";
import { sharedRow } from "../../backend/core/command.ts";
import { insert, update } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { onEmbedded } from "../support/database.ts";
import { refusalOf } from "../support/executor.ts";
import {
  cup,
  cups,
  hasReceipt,
  openScratch,
  type Scratch,
  scratchCommand,
  shelves,
} from "../support/scratch.ts";

onEmbedded("a full disk", () => {
  let scratch: Scratch;
  let shelf: string;
  beforeEach(async () => {
    scratch = await openScratch();
    shelf = newId();
    await scratch.database.transact(async (tx) => tx.apply([insert(shelves, { id: shelf, count: 0 })]));
  });
  afterEach(() => scratch.close());

  const put = (isShared: boolean) =>
    scratchCommand(
      (tx) => tx.lock(shelves, shelf),
      (found) => {
        const count = (found?.count ?? 0) + 1;
        return {
          answer: { count },
          writes: [
            insert(cups, cup({ shelf, priceMinor: count, note: "x".repeat(8000) })),
            update(shelves, { id: shelf }, { count }),
          ],
          tell: [{ kind: "topics", to: { kind: "staff" }, topics: [String(count)] }],
        };
      },
      isShared ? () => [sharedRow(shelves, shelf)] : undefined,
    );

  /** Leaves the file no page more than it has, or a few. */
  async function fill(spare: number): Promise<void> {
    const [row] = (await scratch.database.source.query("PRAGMA page_count")) as { page_count: number }[];
    await scratch.database.source.query(`PRAGMA max_page_count = ${Number(row?.page_count) + spare}`);
  }
  const makeRoom = () => scratch.database.source.query("PRAGMA max_page_count = 1073741823");

  async function isWhole(): Promise<number> {
    const rows = await scratch.database.reader.many(cups, {
      where: { shelf },
      order: { priceMinor: "ASC" },
      take: 1000,
    });
    expect(rows.map(({ priceMinor }) => priceMinor)).to.deep.equal(rows.map((_row, index) => index + 1));
    expect((await scratch.database.reader.one(shelves, { id: shelf }))?.count).to.equal(rows.length);
    expect(scratch.notices.length).to.equal(rows.length);
    return rows.length;
  }

  for (const isShared of [false, true]) {
    it(`refuses what does not fit ${isShared ? "of a batch" : "alone"}, leaves nothing half done, and goes on when there is room`, async () => {
      await fill(20);
      const ids = Array.from({ length: 30 }, () => newId());
      const results = await Promise.allSettled(ids.map((id) => scratch.run(put(isShared), {}, id)));
      const done = results.filter((each) => each.status === "fulfilled").length;
      for (const each of results)
        if (each.status === "rejected") expect(each.reason.code).to.equal("storage_full");
      expect(done).to.be.lessThan(30);
      expect(await isWhole()).to.equal(done);
      const kept = await Promise.all(ids.map((id) => hasReceipt(scratch.database, id)));
      expect(kept.filter(Boolean).length).to.equal(done);

      await makeRoom();
      await Promise.all(ids.map((id) => scratch.run(put(isShared), {}, id)));
      expect(await isWhole()).to.equal(30);
    });
  }

  it("is said at once and again, and does not keep readers away", async () => {
    await fill(0);
    for (let round = 0; round < 5; round++) {
      expect((await refusalOf(scratch.run(put(false)))).code).to.equal("storage_full");
      expect(await isWhole()).to.equal(0);
    }
    await scratch.database.ping();
  });
});
