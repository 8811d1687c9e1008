import { expect } from "chai";
import mysql from "mysql2/promise";
import { insert, update } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { Refusal } from "../../backend/core/refusal.ts";
import { onServices } from "../support/database.ts";
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

type Node = Awaited<ReturnType<Scratch["otherNode"]>>;

/** Puts one cup on a shelf, and says how many times that was done by now. */
const addCup = scratchCommand(
  (tx, input) => tx.lock(shelves, (input as { shelf: string }).shelf),
  (shelf, input) => {
    if (shelf === null) throw new Refusal("not_found", {});
    const made = cup({ shelf: (input as { shelf: string }).shelf });
    const count = shelf.count + 1;
    return {
      answer: { id: made.id, count },
      writes: [insert(cups, made), update(shelves, { id: shelf.id }, { count })],
      tell: [{ kind: "topics", to: { kind: "staff" }, topics: [made.id] }],
    };
  },
);

const newShelf = async (node: Node) => {
  const id = newId();
  await node.database.transact(async (tx) => tx.apply([insert(shelves, { id, count: 0 })]));
  return id;
};

const cupsOn = (node: Node, shelf: string) => node.database.reader.count(cups, { shelf });

describe("a command's receipt", () => {
  let scratch: Scratch;
  let other: Node;
  before(async () => {
    scratch = await openScratch();
    other = await scratch.otherNode();
  });
  after(() => scratch.close());

  it("makes one effect and one answer of the same command given to two nodes at the same moment", async () => {
    for (let round = 0; round < 10; round++) {
      const shelf = await newShelf(scratch);
      const id = newId();
      const answers = await Promise.all(
        [scratch, other, scratch, other].map((node) => node.run(addCup, { shelf }, id)),
      );
      expect(new Set(answers.map((each) => JSON.stringify(each))).size).to.equal(1);
      expect(await cupsOn(scratch, shelf)).to.equal(1);
    }
  });

  it("tells of one effect once, whoever asked again", async () => {
    const shelf = await newShelf(scratch);
    const id = newId();
    const answer = (await scratch.run(addCup, { shelf }, id)) as { id: string };
    await other.run(addCup, { shelf }, id);
    await scratch.run(addCup, { shelf }, id);
    const told = [...scratch.notices, ...other.notices].filter(
      (notice) => notice.kind === "topics" && notice.topics.includes(answer.id),
    );
    expect(told.length).to.equal(1);
  });

  it("refuses the same id with other content, and of two such at the same moment lets one through", async () => {
    const [first, second] = [await newShelf(scratch), await newShelf(scratch)];
    const id = newId();
    const results = await Promise.allSettled([
      scratch.run(addCup, { shelf: first }, id),
      other.run(addCup, { shelf: second }, id),
    ]);
    const refused = results.filter((each) => each.status === "rejected");
    expect(refused.map((each) => (each.reason as Refusal).code)).to.deep.equal(["command_id_reused"]);
    expect((await cupsOn(scratch, first)) + (await cupsOn(scratch, second))).to.equal(1);
  });

  it("knows the same id in large and small letters for the same", async () => {
    const shelf = await newShelf(scratch);
    const id = newId();
    const first = await scratch.run(addCup, { shelf }, id);
    expect(await scratch.run(addCup, { shelf }, id.toUpperCase())).to.deep.equal(first);
    expect(await cupsOn(scratch, shelf)).to.equal(1);
  });

  it("is not left by a refusal, so that the same id may succeed later", async () => {
    const shelf = newId();
    const id = newId();
    expect((await refusalOf(scratch.run(addCup, { shelf }, id))).code).to.equal("not_found");
    expect(await hasReceipt(scratch.database, id)).to.equal(false);
    await scratch.database.transact(async (tx) => tx.apply([insert(shelves, { id: shelf, count: 0 })]));
    await scratch.run(addCup, { shelf }, id);
    expect(await hasReceipt(scratch.database, id)).to.equal(true);
  });

  it("gives back the answer as it was, of whatever shape", async () => {
    for (const answer of [null, {}, "text", 7, true, [1, { a: null }], { deep: { "q'\"\\": "é茶" } }]) {
      const say = scratchCommand(
        async () => null,
        () => ({ answer }),
      );
      const id = newId();
      expect(await scratch.run(say, {}, id)).to.deep.equal(answer);
      expect(await other.run(say, {}, id)).to.deep.equal(answer);
    }
  });

  it("is not left by a bug, which undoes all that its walk had done", async () => {
    const shelf = await newShelf(scratch);
    const stumble = scratchCommand(
      async (tx) => {
        tx.apply([insert(cups, cup({ shelf }))]);
        await tx.flush();
      },
      () => {
        throw new TypeError("a bug");
      },
    );
    const id = newId();
    expect(await scratch.run(stumble, {}, id).catch((error: Error) => error.message)).to.equal("a bug");
    expect(await hasReceipt(scratch.database, id)).to.equal(false);
    expect(await cupsOn(scratch, shelf)).to.equal(0);
    expect(await scratch.run(addCup, { shelf }, id)).to.deep.include({ count: 1 });
  });

  it("does not read a fault in telling as a failure of what is committed", async () => {
    const shelf = await newShelf(scratch);
    const push = scratch.notices.push;
    scratch.notices.push = () => {
      throw new Error("nobody listens");
    };
    try {
      expect(await scratch.run(addCup, { shelf })).to.deep.include({ count: 1 });
    } finally {
      scratch.notices.push = push;
    }
  });
});

onServices("a command whose line to the database is cut", () => {
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

  const moments = [
    "START TRANSACTION",
    "INSERT INTO `command_receipts`",
    "FOR UPDATE",
    "INSERT INTO `cups`",
    "COMMIT",
  ];
  for (const words of moments) {
    for (const when of ["before", "after"] as const) {
      it(`${when} ${words} has exactly one effect, and its answer is true`, async () => {
        const shelf = await newShelf(scratch);
        const cutsBefore = proxy.cutCount();
        proxy.cutNext({ words, when });
        const id = newId();
        const answer = (await cutNode.run(addCup, { shelf }, id)) as { id: string; count: number };
        expect(proxy.cutCount()).to.equal(cutsBefore + 1);
        const rows = await scratch.database.reader.many(cups, { where: { shelf }, take: 10 });
        expect(rows.map((row) => row.id)).to.deep.equal([answer.id]);
        expect(answer.count).to.equal(1);
        expect(await scratch.run(addCup, { shelf }, id)).to.deep.equal(answer);
      });
    }
  }

  it("by KILL between two statements has exactly one effect", async () => {
    const shelf = await newShelf(scratch);
    const killer = await mysql.createConnection(scratch.place.databaseUrl);
    let kills = 0;
    const killed = scratchCommand(
      async (tx, input) => {
        const found = await tx.lock(shelves, shelf);
        const [row] = await tx.sql<{ id: number }>("SELECT CONNECTION_ID() AS `id`");
        if (kills++ < 3) await killer.query(`KILL CONNECTION ${row?.id}`);
        void input;
        return found;
      },
      (found) => ({
        answer: { count: (found?.count ?? 0) + 1 },
        writes: [
          insert(cups, cup({ shelf })),
          update(shelves, { id: shelf }, { count: (found?.count ?? 0) + 1 }),
        ],
      }),
    );
    expect(await scratch.run(killed)).to.deep.equal({ count: 1 });
    expect(await cupsOn(scratch, shelf)).to.equal(1);
    expect(kills).to.equal(4);
    await killer.end();
  });

  /** As clients do: who is told that all is busy asks again under the same id. */
  async function untilAnswered(node: Node, input: unknown, id: string): Promise<unknown> {
    for (;;) {
      try {
        return await node.run(addCup, input, id);
      } catch (error) {
        if (!(error instanceof Refusal && error.code === "busy")) throw error;
      }
    }
  }

  it("again and again under load loses nothing and doubles nothing", async () => {
    const shelf = await newShelf(scratch);
    let isOver = false;
    const work = Promise.all(
      Array.from({ length: 60 }, (_, index) => {
        const id = newId();
        return untilAnswered(index % 2 === 0 ? cutNode : scratch, { shelf }, id);
      }),
    ).finally(() => {
      isOver = true;
    });
    while (!isOver) {
      proxy.cutAll();
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    const answers = (await work) as { count: number }[];
    expect(answers.map(({ count }) => count).sort((a, b) => a - b)).to.deep.equal(
      Array.from({ length: 60 }, (_, index) => index + 1),
    );
    expect(await cupsOn(scratch, shelf)).to.equal(60);
  });

  it("for good is answered as busy, and nothing is done", async function () {
    this.timeout(15_000);
    const shelf = await newShelf(scratch);
    proxy.shut();
    expect((await refusalOf(cutNode.run(addCup, { shelf }))).code).to.equal("busy");
    proxy.open();
    expect(await cutNode.run(addCup, { shelf })).to.deep.include({ count: 1 });
  });
});
