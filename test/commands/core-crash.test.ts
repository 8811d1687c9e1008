import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { systemClock } from "../../backend/core/clock.ts";
import type { Database } from "../../backend/core/database/database.ts";
import { AlreadyRunning } from "../../backend/core/database/open-sqlite.ts";
import { createExecutor } from "../../backend/core/execute.ts";
import { createLog } from "../../backend/core/log.ts";
import { createMetrics } from "../../backend/core/metrics.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { entries, tickets } from "../../backend/tickets/tables.ts";
import { commandOf } from "../support/command-of.ts";
import { engine, makePlace, openDatabase, type TestPlace } from "../support/database.ts";
import { createFactories } from "../support/factories.ts";

/** Of an unending list of numbers, always the same: the runs are killed at the same counts of lines every time. */
function* seeded(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}
const chance = seeded(7);
/** MariaDB's own durability is not ours to prove; what a dead node leaves on it is. */
const runs = engine === "embedded" ? 5 : 2;
const crashes = Array.from({ length: runs }, () => 1 + Math.floor(400 * (chance.next().value ?? 0)));

describe("kill -9 under load", () => {
  let place: TestPlace;
  let sessionId: string;
  let ticketIds: string[];
  let child: ChildProcess | null = null;

  before(async () => {
    place = await makePlace();
    const database = await openDatabase(place);
    const { execute } = createExecutor({
      database,
      clock: systemClock,
      log: createLog("silent"),
      metrics: createMetrics(),
      loadActors,
      publish: () => undefined,
      wake: () => undefined,
    });
    const make = createFactories({ database, execute, clock: systemClock });
    const { storefrontId } = await make.makeStorefront();
    const { caller } = await make.makeShopper(storefrontId);
    sessionId = caller.kind === "shopper" ? caller.sessionId : "";
    const open = () =>
      make.run<{ ticketId: string }>(commandOf("ticket.open"), { text: "Hello", photoIds: [] }, caller);
    ticketIds = (await Promise.all(Array.from({ length: 5 }, open))).map(({ ticketId }) => ticketId);
    await database.close();
  });
  afterEach(async () => {
    if (child !== null && child.signalCode === null && child.exitCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
  });
  after(() => place.remove());

  /** Starts it, kills it when that many lines were acknowledged, and returns all that were until it was dead. */
  async function talkUntilKilled(lines: number, meanwhile: () => Promise<void>): Promise<string[]> {
    const order = { databaseUrl: place.databaseUrl, sessionId, ticketIds, atOnce: 8 };
    const started = spawn(process.execPath, ["--import=tsx", "test/support/crash-child.ts"], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, CRASH_ORDER: JSON.stringify(order) },
    });
    child = started;
    const said: string[] = [];
    for await (const line of createInterface({ input: started.stdout })) {
      if (line === "ready") await meanwhile();
      else said.push(line);
      if (said.length === lines) started.kill("SIGKILL");
    }
    if (started.signalCode === null) await once(started, "exit");
    expect(started.signalCode).to.equal("SIGKILL");
    // The last line may have been cut in the middle of its writing.
    return said.filter((line) => line.split(" ")[2]?.length === 36);
  }

  async function expectWhole(database: Database, acknowledged: string[]): Promise<void> {
    const texts = new Map<string, string>();
    for (const ticketId of ticketIds) {
      const ticket = await database.reader.one(tickets, { id: ticketId });
      const rows = await database.reader.many(entries, {
        where: { ticketId },
        order: { seq: "ASC" },
        take: 10_000,
      });
      expect(rows.map(({ seq }) => seq)).to.deep.equal(rows.map((_row, index) => index + 1));
      expect(ticket?.seq).to.equal(rows.length);
      const shown = rows.filter(({ publicSeq }) => publicSeq !== null);
      expect(shown.map(({ publicSeq }) => publicSeq)).to.deep.equal(shown.map((_row, index) => index + 1));
      for (const { publicSeq, body } of shown) {
        texts.set(`${ticketId} ${publicSeq}`, (body as { text?: string }).text ?? "");
      }
    }
    for (const line of acknowledged) {
      const [ticketId, seq, text] = line.split(" ");
      expect(texts.get(`${ticketId} ${seq}`)).to.equal(text);
    }
  }

  for (const [run, lines] of crashes.entries()) {
    it(`after ${lines} lines (${run + 1} of ${crashes.length}) loses no acknowledged line, leaves no gap, and lets go of the file`, async function () {
      this.timeout(30_000);
      const acknowledged = await talkUntilKilled(lines, async () => {
        if (engine !== "embedded") return;
        const second = await openDatabase(place).catch((error: unknown) => error);
        expect(second).to.be.instanceOf(AlreadyRunning);
        expect((second as Error).message).to.match(/^another Frontline process is using \S+$/);
      });
      expect(acknowledged.length).to.be.at.least(lines - 1);
      const database = await openDatabase(place);
      try {
        await expectWhole(database, acknowledged);
        if (database.engine === "sqlite") {
          const asked = (pragma: string) => database.source.query(`PRAGMA ${pragma}`);
          expect(await asked("integrity_check")).to.deep.equal([{ integrity_check: "ok" }]);
          // What a power cut, which no test can do, is survived by: every commit waits for the disk.
          expect(await asked("synchronous")).to.deep.equal([{ synchronous: 2 }]);
          expect(await asked("journal_mode")).to.deep.equal([{ journal_mode: "wal" }]);
        }
      } finally {
        await database.close();
      }
    });
  }
});
