import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { sharedRow } from "../../backend/core/command.ts";
import { insert, update } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { receipts } from "../../backend/core/receipts.ts";
import { Refusal } from "../../backend/core/refusal.ts";
import { makePlace, onServices } from "../support/database.ts";
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
import { openTcpProxy, type TcpProxy, targetOf, throughProxy } from "../support/tcp-proxy.ts";

type Node = Pick<Scratch, "database" | "run" | "notices">;

interface Asked {
  shelf: string;
  words: string;
  /** Refused without a record, or a bug. */
  fault?: "unknown" | "bug";
}

/** Puts a cup on a shelf that has room; of one that is full it keeps, in a cup of its own, that and why there was none. */
const decideOn = (shelf: { id: string; count: number } | null, { words, fault }: Asked) => {
  if (shelf === null || fault === "unknown") throw new Refusal("not_found", {});
  if (fault === "bug") throw new TypeError("a bug");
  if (words.startsWith("full"))
    return {
      refusal: new Refusal("refused_by_rule", { ruleId: shelf.id, sentence: `after ${shelf.count}: é茶'"` }),
      writes: [insert(cups, cup({ shelf: `no ${shelf.id}`, note: words }))],
    };
  const count = shelf.count + 1;
  return {
    answer: { count },
    writes: [
      insert(cups, cup({ shelf: shelf.id, priceMinor: count, note: words })),
      update(shelves, { id: shelf.id }, { count }),
    ],
    tell: [{ kind: "topics" as const, to: { kind: "staff" as const }, topics: [`${shelf.id} ${count}`] }],
  };
};
const alone = scratchCommand(
  (tx, input) => tx.lock(shelves, (input as Asked).shelf),
  (shelf, input) => decideOn(shelf, input as Asked),
);
const shared = scratchCommand(
  (tx, input) => tx.lock(shelves, (input as Asked).shelf),
  (shelf, input) => decideOn(shelf, input as Asked),
  (input: Asked) => [sharedRow(shelves, input.shelf)],
);

async function newShelf({ database }: Node): Promise<string> {
  const id = newId();
  await database.transact(async (tx) => tx.apply([insert(shelves, { id, count: 0 })]));
  return id;
}

async function recordsOf({ database }: Node, shelf: string) {
  const rows = await database.reader.many(cups, { where: { shelf: `no ${shelf}` }, take: 100 });
  return rows.map(({ note }) => note).sort();
}

for (const [name, command] of Object.entries({ alone, shared })) {
  describe(`a refusal that leaves a record, of a command walked ${name}`, () => {
    let scratch: Scratch;
    let other: Node;
    before(async () => {
      scratch = await openScratch();
      other = await scratch.otherNode();
    });
    after(() => scratch.close());

    it("has left it, with a receipt, by the time it is answered", async () => {
      const shelf = await newShelf(scratch);
      const id = newId();
      const refusal = await refusalOf(scratch.run(command, { shelf, words: "full" }, id));
      const [records, isKept] = await Promise.all([
        recordsOf(other, shelf),
        hasReceipt(scratch.database, id),
      ]);
      expect([refusal.code, records, isKept]).to.deep.equal(["refused_by_rule", ["full"], true]);
    });

    it("is the same on a retry, whatever has changed meanwhile, and leaves one record", async () => {
      const shelf = await newShelf(scratch);
      const id = newId();
      const input = { shelf, words: "full" };
      const first = await refusalOf(scratch.run(command, input, id));
      await scratch.run(command, { shelf, words: "another" });
      const again = await refusalOf(scratch.run(command, input, id.toUpperCase()));
      const elsewhere = await refusalOf(other.run(command, input, id));
      for (const each of [again, elsewhere])
        expect([each.code, each.details]).to.deep.equal([first.code, first.details]);
      expect(await recordsOf(scratch, shelf)).to.deep.equal(["full"]);
      const fresh = await refusalOf(scratch.run(command, input));
      expect(fresh.details).to.include({ sentence: `after 1: é茶'"` });
    });

    it("leaves one record of the same command given to two nodes at the same moment", async () => {
      const shelf = await newShelf(scratch);
      for (let round = 0; round < 5; round++) {
        const id = newId();
        const words = `full ${round}`;
        const refusals = await Promise.all(
          [scratch, other, scratch, other].map((node) => refusalOf(node.run(command, { shelf, words }, id))),
        );
        expect(new Set(refusals.map(({ code }) => code))).to.deep.equal(new Set(["refused_by_rule"]));
      }
      expect(await recordsOf(scratch, shelf)).to.deep.equal([0, 1, 2, 3, 4].map((n) => `full ${n}`));
    });

    it("takes its id: other content under it is refused", async () => {
      const shelf = await newShelf(scratch);
      const id = newId();
      await refusalOf(scratch.run(command, { shelf, words: "full" }, id));
      const refusal = await refusalOf(scratch.run(command, { shelf, words: "other" }, id));
      expect(refusal.code).to.equal("command_id_reused");
    });

    it("stands after a restart, and so does its answer", async () => {
      const place = await openScratch();
      const shelf = await newShelf(place);
      const id = newId();
      const input = { shelf, words: "full" };
      const before = await refusalOf(place.run(command, input, id));
      const restarted = await place.restart();
      await restarted.run(command, { shelf, words: "another" });
      const after = await refusalOf(restarted.run(command, input, id));
      expect([after.code, after.details]).to.deep.equal([before.code, before.details]);
      expect(await recordsOf(restarted, shelf)).to.deep.equal(["full"]);
      await place.close();
    });
  });
}

describe("a batch with refusals that leave a record among its commands", () => {
  let scratch: Scratch;
  before(async () => {
    scratch = await openScratch();
  });
  after(() => scratch.close());

  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

  for (const spoiler of [false, true]) {
    it(`keeps what each left, no more${spoiler ? ", also where one of them spoils the batch" : ""}`, async () => {
      const shelf = await newShelf(scratch);
      const ids = upTo(20).map(() => newId());
      scratch.notices.length = 0;
      const inputOf = (index: number): Asked => {
        if (index === 4 || index === 11) return { shelf, words: `full ${index}` };
        if (index === 7) return { shelf, words: "", fault: "unknown" };
        if (index === 9 && spoiler) return { shelf, words: "", fault: "bug" };
        return { shelf, words: `n${index}` };
      };
      const results = await Promise.allSettled(
        ids.map((id, index) => scratch.run(shared, inputOf(index), id)),
      );
      const said = results.flatMap((each, index) =>
        each.status === "fulfilled" ? [] : [[index, (each.reason as Refusal).code]],
      );
      expect(said).to.deep.equal([
        [4, "refused_by_rule"],
        [7, "not_found"],
        ...(spoiler ? [[9, undefined]] : []),
        [11, "refused_by_rule"],
      ]);
      const stands = spoiler ? 16 : 17;
      expect(await scratch.database.reader.count(cups, { shelf })).to.equal(stands);
      expect(await recordsOf(scratch, shelf)).to.deep.equal(["full 11", "full 4"]);
      const kept = await Promise.all(ids.map((id) => hasReceipt(scratch.database, id)));
      const without = kept.flatMap((isKept, index) => (isKept ? [] : [index]));
      expect(without).to.deep.equal(spoiler ? [7, 9] : [7]);
      expect(scratch.notices.length).to.equal(stands);
    });
  }

  it("knows one that is in it twice", async () => {
    const shelf = await newShelf(scratch);
    const id = newId();
    const input = { shelf, words: "full" };
    const refusals = await Promise.all([0, 1].map(() => refusalOf(scratch.run(shared, input, id))));
    expect(refusals.map(({ code }) => code)).to.deep.equal(["refused_by_rule", "refused_by_rule"]);
    expect(await recordsOf(scratch, shelf)).to.deep.equal(["full"]);
  });
});

describe("a refusal that leaves a record, on a node that is killed", () => {
  for (const heardAtLeast of [3, 40])
    it(`after ${heardAtLeast} has left every one that was heard, once, and answers them the same`, async function () {
      this.timeout(30_000);
      const place = await makePlace();
      const child = spawn(process.execPath, ["--import=tsx", "test/support/refusing-child.ts"], {
        stdio: ["ignore", "pipe", "inherit"],
        env: { ...process.env, REFUSING_ORDER: JSON.stringify({ databaseUrl: place.databaseUrl }) },
      });
      const heard: string[][] = [];
      for await (const line of createInterface({ input: child.stdout })) {
        heard.push(line.split(" "));
        if (heard.length === heardAtLeast) child.kill("SIGKILL");
      }
      if (child.signalCode === null) await once(child, "exit");
      // The last line may have been cut in the middle of its writing.
      const whole = heard.filter(([, words]) => words?.length === 36);
      expect(whole.length).to.be.at.least(heardAtLeast - 1);

      const scratch = await openScratch(place);
      const granted = scratchCommand(
        async () => null,
        () => ({ answer: "granted" }),
      );
      for (const [id = "", words = ""] of whole) {
        expect(await scratch.database.reader.count(cups, { note: words })).to.equal(1);
        const { code, details } = await refusalOf(scratch.run(granted, { words }, id));
        expect(code).to.equal("refused_by_rule");
        expect(details).to.include({ sentence: words });
      }
      const refused = await scratch.database.reader.count(receipts, {});
      expect(await scratch.database.reader.count(cups, { shelf: "refused" })).to.equal(refused);
      await scratch.close();
    });
});

onServices("a refusal that leaves a record, while the line to the database is cut", () => {
  let scratch: Scratch;
  let proxy: TcpProxy;
  let cutNode: Node;
  before(async () => {
    scratch = await openScratch();
    proxy = await openTcpProxy(targetOf(scratch.place.databaseUrl, 3306));
    cutNode = await scratch.otherNode(throughProxy(scratch.place.databaseUrl, proxy));
  });
  after(async () => {
    await scratch.close();
    await proxy.close();
  });

  for (const [name, command] of Object.entries({ alone, shared })) {
    for (const words of ["INSERT INTO `command_receipts`", "INSERT INTO `cups`", "COMMIT"]) {
      for (const when of ["before", "after"] as const) {
        it(`(${name}) ${when} ${words} is answered once it has left exactly one`, async () => {
          const shelf = await newShelf(scratch);
          const id = newId();
          const cuts = proxy.cutCount();
          proxy.cutNext({ words, when });
          const refusal = await refusalOf(cutNode.run(command, { shelf, words: "full" }, id));
          expect([refusal.code, proxy.cutCount()]).to.deep.equal(["refused_by_rule", cuts + 1]);
          expect(await recordsOf(scratch, shelf)).to.deep.equal(["full"]);
          expect(await hasReceipt(scratch.database, id)).to.equal(true);
        });
      }
    }
  }
});
