import { expect } from "chai";
import { callerKey } from "../../backend/core/actor.ts";
import { insert } from "../../backend/core/database/writes.ts";
import { canonicalJson, newId, sha256 } from "../../backend/core/ids.ts";
import { onServices } from "../support/database.ts";
import { refusalOf } from "../support/executor.ts";
import { cup, cups, openScratch, type Scratch, scratchCaller, scratchCommand } from "../support/scratch.ts";

type Node = Awaited<ReturnType<Scratch["restart"]>>;

const addCup = scratchCommand(
  async () => null,
  (_loaded, input) => {
    const made = cup({ note: (input as { note: string }).note });
    return { answer: { id: made.id }, writes: [insert(cups, made)] };
  },
);

/** What the version before wrote of a command, in its two steps. */
function oldReceipt(input: unknown, commandId: string, answer: unknown) {
  const id = `${callerKey(scratchCaller)}:${commandId}`;
  const inputHash = sha256(`scratch\n${canonicalJson(input)}`);
  return {
    id,
    insert: [
      "INSERT INTO `receipts` (`id`, `inputHash`, `answer`, `refusal`, `at`) VALUES (?, ?, NULL, NULL, ?)",
      [id, inputHash, Date.now()],
    ] as const,
    update: ["UPDATE `receipts` SET `answer` = ? WHERE `id` = ?", [JSON.stringify(answer), id]] as const,
  };
}

/** An installation of the version before with so many receipts, and a node of this version that starts on it. */
async function upgraded(scratch: Scratch, old: readonly ReturnType<typeof oldReceipt>[]): Promise<Node> {
  const { source } = scratch.database;
  await source.undoLastMigration({ transaction: "none" });
  for (const receipt of old) {
    await source.query(receipt.insert[0], [...receipt.insert[1]]);
    await source.query(receipt.update[0], [...receipt.update[1]]);
  }
  return scratch.restart();
}

const cupsSaying = (node: Node, note: string) => node.database.reader.count(cups, { note });

describe("receipts of the version before", () => {
  let scratch: Scratch;
  beforeEach(async () => {
    scratch = await openScratch();
  });
  afterEach(() => scratch.close());

  it("answer a retry as they did, and refuse another command under their id", async () => {
    const old = Array.from({ length: 1203 }, (_, index) => {
      const id = newId();
      return { id, index, receipt: oldReceipt({ note: "old" }, id, { id: `cup ${index}` }) };
    });
    const node = await upgraded(
      scratch,
      old.map(({ receipt }) => receipt),
    );
    for (const { id, index } of old.filter((_, at) => at % 100 === 0 || at > 1200)) {
      expect(await node.run(addCup, { note: "old" }, id)).to.deep.equal({ id: `cup ${index}` });
      expect(await node.run(addCup, { note: "old" }, id.toUpperCase())).to.deep.equal({ id: `cup ${index}` });
      expect((await refusalOf(node.run(addCup, { note: "other" }, id))).code).to.equal("command_id_reused");
    }
    expect(await node.database.reader.count(cups, {})).to.equal(0);
  });

  it("are taken over whole when the upgrade is run again after it died half-way", async () => {
    const [first, second] = [newId(), newId()];
    const node = await upgraded(scratch, [oldReceipt({ note: "a" }, first, { id: "first" })]);
    const name = "ShortenReceipts1795341644000";
    await node.database.source.query("DELETE FROM `migrations` WHERE `name` = ?", [name]);
    const {
      insert: [sql, values],
    } = oldReceipt({ note: "b" }, second, null);
    await node.database.source.query(sql, [...values]);
    const again = await scratch.restart();
    expect(await again.run(addCup, { note: "a" }, first)).to.deep.equal({ id: "first" });
    expect(await again.run(addCup, { note: "b" }, second)).to.equal(null);
  });
});

onServices("receipts of nodes of the version before that run beside", () => {
  let scratch: Scratch;
  let node: Node;
  before(async () => {
    scratch = await openScratch();
    node = await upgraded(scratch, [oldReceipt({}, newId(), null)]);
  });
  after(() => scratch.close());

  it("are receipts here as soon as they are committed there", async () => {
    const id = newId();
    const { insert: inserted, update: updated } = oldReceipt({ note: "there" }, id, { id: "made there" });
    const { source } = node.database;
    await source.query(inserted[0], [...inserted[1]]);
    await source.query(updated[0], [...updated[1]]);
    expect(await node.run(addCup, { note: "there" }, id)).to.deep.equal({ id: "made there" });
    expect(await cupsSaying(node, "there")).to.equal(0);
  });

  it("cannot be had there for what was done here", async () => {
    const id = newId();
    await node.run(addCup, { note: "here" }, id);
    const {
      insert: [sql, values],
    } = oldReceipt({ note: "here" }, id, null);
    const refused = await node.database.source.query(sql, [...values]).then(
      () => null,
      (error: { code: string }) => error.code,
    );
    expect(refused).to.equal("ER_DUP_ENTRY");
  });

  it("are waited for where both are asked at once", async () => {
    const id = newId();
    const { insert: inserted, update: updated } = oldReceipt({ note: "race" }, id, { id: "made there" });
    const runner = node.database.source.createQueryRunner();
    await runner.startTransaction();
    await runner.query(inserted[0], [...inserted[1]]);
    const answer = node.run(addCup, { note: "race" }, id);
    await runner.query(updated[0], [...updated[1]]);
    await runner.commitTransaction();
    await runner.release();
    expect(await answer).to.deep.equal({ id: "made there" });
    expect(await cupsSaying(node, "race")).to.equal(0);
  });
});
