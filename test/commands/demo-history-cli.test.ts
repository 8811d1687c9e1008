import { type ChildProcess, spawn } from "node:child_process";
import { expect } from "chai";
import { budgets, decisions } from "../../backend/authority/tables.ts";
import { readArguments, Usage } from "../../backend/cli/history-arguments.ts";
import { systemClock } from "../../backend/core/clock.ts";
import type { Database } from "../../backend/core/database/database.ts";
import { insert } from "../../backend/core/database/writes.ts";
import { createExecutor } from "../../backend/core/execute.ts";
import { generatedLike } from "../../backend/core/ids.ts";
import { createLog } from "../../backend/core/log.ts";
import { createMetrics } from "../../backend/core/metrics.ts";
import { seedDemo } from "../../backend/demo/seed-demo.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { tickets } from "../../backend/tickets/tables.ts";
import { engine, makePlace, openDatabase, redisServer, type TestPlace } from "../support/database.ts";
import { csv, exportFolder, orderCells } from "../support/exports.ts";
import { pastTicket } from "../support/figure-history.ts";

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Where the generator puts rows, with the column that bears its mark. */
const marked = [
  ...["people", "customers", "shoppers", "orders", "order_lines", "order_money", "shipments"],
  ...["tickets", "remedies", "attempts", "claims", "decisions", "escalations"],
].map((table) => ({ table, column: "id" }));
const places = [...marked, { table: "entries", column: "ticketId" }];

const cli = "backend/cli/demo-history.ts";

describe("npm run demo:history", function () {
  this.timeout(400_000);
  let place: TestPlace;
  beforeEach(async () => {
    place = await makePlace();
  });
  afterEach(() => place.remove());

  /** The process itself, and how it ends. `onOut` sees all that it has said so far. */
  function start(
    [script = "", ...given]: string[],
    onOut: (out: string, child: ChildProcess) => void = () => undefined,
  ) {
    const env = {
      PATH: process.env.PATH,
      DATA_DIR: place.folder,
      DATABASE_URL: place.databaseUrl,
      ...(engine === "services" ? { REDIS_URL: redisServer } : {}),
    };
    return new Promise<Ended>((done, failed) => {
      const child = spawn(process.execPath, ["--import=tsx", script, ...given], {
        env,
      });
      const ended: Ended = { code: null, out: "", err: "" };
      child.stdout.on("data", (chunk: Buffer) => {
        ended.out += chunk.toString();
        onOut(ended.out, child);
      });
      child.stderr.on("data", (chunk: Buffer) => {
        ended.err += chunk.toString();
      });
      child.on("error", failed);
      child.on("close", (code) => done({ ...ended, code }));
    });
  }
  const run = (...given: string[]) => start([cli, ...given]);

  /** While no other process has it. */
  async function look<T>(at: (database: Database) => Promise<T>): Promise<T> {
    const database = await openDatabase(place);
    try {
      return await at(database);
    } finally {
      await database.close();
    }
  }
  const seed = () =>
    look(async (database) => {
      const { execute, drain } = createExecutor({
        database,
        clock: systemClock,
        log: createLog("silent"),
        metrics: createMetrics(),
        loadActors,
        publish: () => undefined,
        wake: () => undefined,
      });
      const shopOrigins = ["http://localhost:1"];
      const merchantUrl = "http://127.0.0.1:1/merchant";
      await seedDemo({ reader: database.reader, execute, shopOrigins, merchantUrl });
      await drain();
    });
  /** How many rows bear the generator's mark, by table. */
  const generated = () =>
    look(async ({ reader }) => {
      const counts: Record<string, number> = {};
      for (const { table, column } of places) {
        const like = `SELECT COUNT(*) AS \`n\` FROM \`${table}\` WHERE \`${column}\` LIKE '${generatedLike}'`;
        const [row] = await reader.sql<{ n: number | string }>(like);
        counts[table] = Number(row?.n ?? 0);
      }
      return counts;
    });
  const nothing = Object.fromEntries(places.map(({ table }) => [table, 0]));
  /** What was decided, on what, and how; numbers of tickets are not given twice. */
  const decided = () =>
    look(async ({ reader }) => {
      const rows = await reader.many(decisions, { order: { id: "ASC" }, take: 1000 });
      return rows.map(({ id, at, facts, outcome, ticketId, remedyId }) => ({
        ...{ id, at, facts, outcome, ticketId, remedyId },
      }));
    });

  const onFile = engine === "embedded" ? it : () => undefined;

  // Nothing of it reaches a database of either kind.
  onFile("explains itself, and refuses what it cannot take in one line", async () => {
    const help = await run("--help");
    expect(help).to.include({ err: "", code: 0 });
    for (const option of ["--decisions N", "--seed N", "--imported", "--force", "--remove"])
      expect(help.out).to.include(option);
    const refused = async (...given: string[]) => {
      const ended = await run(...given);
      expect(ended).to.include({ code: 1, out: "" });
      return ended.err;
    };
    expect(await refused("--decisions", "ten")).to.equal(
      '--decisions is a whole number from 1 to 2000000, not "ten"\n',
    );
    const read =
      (...given: string[]) =>
      () =>
        readArguments(given);
    expect(read("--seed", "0")).to.throw(Usage, 'from 1 to 1000000, not "0"');
    expect(read("--days", "1e2")).to.throw(Usage, 'from 1 to 700, not "1e2"');
    expect(read("--decision", "5")).to.throw(Usage, /^Unknown option '--decision'/);
    expect(read("--decision", "5")).to.throw(Usage, "--days N");
    expect(read("5000")).to.throw(Usage, /^Unexpected argument '5000'/);
    expect(await refused()).to.match(/^the demo has not been started yet: npm run demo/);
    expect(await refused("--remove")).to.equal("there is no history of seed 7\n");
  });

  it("fills the demo once for each seed, with the same cases for the same seed, and takes them away again", async () => {
    await seed();
    const asked = ["--decisions", "80", "--days", "40", "--seed", "5"];
    const made = await run(...asked);
    expect(made).to.include({ err: "", code: 0 });
    expect(made.out).to.include('into "Kotori Home": drawing 80 cases of 40 days\n');
    expect(made.out).to.include("80 of 80 cases written\n");
    expect(made.out).to.match(/80 cases with \d+ decisions in \d+ rows, all marked as generated\n$/);

    const counts = await generated();
    expect(counts).to.include({ tickets: 80, remedies: 80 });
    for (const { table } of marked.filter(({ table }) => table !== "escalations"))
      expect(counts[table], table).to.be.above(0);
    const [cases, drawn] = [await decided(), await look(({ reader }) => reader.count(budgets, {}))];
    expect(drawn).to.equal(0);

    const again = await run(...asked);
    expect(again.code).to.equal(1);
    expect(again.err).to.match(/^history of seed 5 is there already: choose another --seed/);
    expect(await generated()).to.deep.equal(counts);

    const gone = await run("--remove", "--seed", "5");
    expect(gone).to.include({ err: "", code: 0 });
    expect(await generated()).to.deep.equal(nothing);

    expect(await run(...asked)).to.include({ err: "", code: 0 });
    expect(await decided()).to.deep.equal(cases);
  });

  it("says how to go on where it was broken off, by a hand or by the machine", async () => {
    await seed();
    const asked = ["--decisions", "4000", "--days", "60"];
    const breakOff = (signal: NodeJS.Signals) =>
      start([cli, ...asked], (out, child) => {
        if (/cases follow/.test(out)) child.kill(signal);
      });
    // What a hand breaks off ends by the program's own means, whatever the engine.
    for (const signal of engine === "embedded" ? (["SIGINT", "SIGKILL"] as const) : (["SIGKILL"] as const)) {
      const ended = await breakOff(signal);
      expect(ended.code).to.equal(signal === "SIGINT" ? 1 : null);
      if (signal === "SIGINT")
        expect(ended.err).to.match(/^broken off at \d+ of 4000 cases: take away what is there with --remove/);
      const begun = await generated();
      expect(begun.customers).to.be.above(0);
      expect(begun.tickets).to.be.below(4000).and.equal(begun.remedies);
      if (signal === "SIGKILL") {
        const refused = await run(...asked);
        expect(refused.code).to.equal(1);
        expect(refused.err).to.include("take away what is there with --remove --seed 7, then make it again");
      }
      expect((await run("--remove")).code).to.equal(0);
      expect(await generated()).to.deep.equal(nothing);
    }
  });

  it("fills what was imported, but not among the cases of real shoppers without being told to", async () => {
    const { folder, remove } = await exportFolder({ "orders.csv": csv([orderCells()]) });
    expect(await start(["backend/cli/import.ts", folder])).to.include({ err: "", code: 0 });
    await remove();
    const asked = ["--imported", "--decisions", "20", "--days", "20"];
    await look(async (database) => {
      const [shop] = await database.reader.many(storefronts, { take: 1 });
      const ticket = pastTicket(shop?.id ?? "");
      await database.transact(async (tx) => tx.apply([insert(tickets, ticket)]));
    });
    const refused = await run(...asked);
    expect(refused).to.include({ code: 1, out: "" });
    expect(refused.err).to.match(/^real shoppers have written here: --force/);
    expect(await generated()).to.deep.equal(nothing);
    const made = await run(...asked, "--force");
    expect(made).to.include({ err: "", code: 0 });
    expect(made.out).to.include('into "Imported shop"');
    expect((await run("--remove", "--imported")).code).to.equal(0);
    // What no generator made stays.
    expect(await look(({ reader }) => reader.count(tickets, {}))).to.equal(1);
  });

  onFile("refuses a SQLite file that another process is using", async () => {
    const database = await openDatabase(place);
    const ended = await run();
    await database.close();
    expect(ended.code).to.equal(1);
    expect(ended.err).to.match(/^another Frontline process is using .*\n$/);
  });
});
