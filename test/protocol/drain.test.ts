import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { demoPassword } from "../../backend/demo/demo-people.ts";
import { codeOf, collect, connected, consoleAt, knock, send, watchAs } from "../support/clients.ts";
import { engine, makePlace, onEmbedded, redisServer, type TestPlace } from "../support/database.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { freePortPair } from "../support/ports.ts";
import { openTicket } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

describe("a drain", () => {
  let live: LiveScene;
  useScene(startLiveScene, (started) => {
    live = started;
  });

  it("finishes what was begun, tells every client to come back, and takes nothing new", async () => {
    const { ticketId } = await openTicket(live.scene);
    const agent = await live.consoleOf("agent");
    const leaving = collect<{ reconnectWithinMs: number }>(agent, "leaving");
    const heard = collect<{ entries: unknown[] }>(agent, "entries");
    await watchAs(agent, ticketId, null);
    const begun = Array.from({ length: 20 }, (_, index) =>
      send(agent, "message.send", { ticketId, text: `line ${index}`, photoIds: [] }),
    );
    await heard.until((pushed) => pushed.length > 0);
    const token = await live.staffToken("agent");
    const stopped = live.stop();
    const late = await knock(consoleAt(live.url, token)).catch(() => "no answer");
    expect(late).to.be.oneOf(["draining", "no answer"]);
    await leaving.until((pushed) => pushed.length > 0);
    const codes = new Set((await Promise.all(begun)).map(codeOf));
    expect([...codes]).to.deep.equal(["done"]);
    await stopped;
  });
});

const isReady = (url: string) =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

/** The one-time link of the first start, with its token. */
const madeBy = /http\S+\/([\w-]{40,})\s/;

describe("a process", () => {
  let place: TestPlace;
  let child: ChildProcess | null = null;
  beforeEach(async () => {
    place = await makePlace();
  });
  afterEach(async () => {
    if (child !== null && child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    child = null;
    await place.remove();
  });

  const plainly = [process.execPath, "--import=tsx", "backend/main.ts", "--no-build"] as const;

  async function start([command, ...given]: readonly [string, ...string[]] = plainly): Promise<{
    process: ChildProcess;
    url: string;
    output: () => string;
  }> {
    const port = await freePortPair();
    const started = spawn(command, given, {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        PORT: String(port),
        METRICS_PORT: "0",
        DATA_DIR: place.folder,
        DATABASE_URL: place.databaseUrl,
        REDIS_URL: engine === "services" ? redisServer : "",
        LOG_LEVEL: "warn",
      },
    });
    let output = "";
    for (const stream of [started.stdout, started.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    return { process: started, url: `http://127.0.0.1:${port}`, output: () => output };
  }

  /** Until it says by which link the first admin is made, which it does when it listens. */
  async function ready(started: { process: ChildProcess; output: () => string }): Promise<void> {
    while (!madeBy.test(started.output())) {
      const [code] = await Promise.race([
        once(started.process.stdout as never, "data"),
        once(started.process, "exit"),
      ]);
      if (typeof code === "number") throw new Error(`ended with ${code}: ${started.output()}`);
    }
  }

  it("prints the link for the first admin once, answers /readyz, and leaves within 10 s of SIGTERM", async function () {
    this.timeout(60_000);
    const started = await start();
    child = started.process;
    await ready(started);
    const answer = await fetch(`${started.url}/readyz`);
    expect(answer.status).to.equal(200);
    expect((await fetch(`${started.url}/metrics`)).status).to.equal(404);
    const began = Date.now();
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    expect(await ended).to.deep.equal([0, null]);
    expect(Date.now() - began).to.be.lessThan(10_000);
  });

  it("is drained by a SIGTERM to the npm that started it, and leaves nothing behind", async function () {
    this.timeout(60_000);
    const started = await start(["npm", "start", "--", "--no-build"]);
    child = started.process;
    await ready(started);
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
    const answered = await fetch(`${started.url}/healthz`).then(
      () => "served on",
      () => "gone",
    );
    expect(answered).to.equal("gone");
  });

  onEmbedded("that seeds the demo", () => {
    it("stops when it is told to in the midst of it, without a fault, and the next start finishes it", async function () {
      this.timeout(90_000);
      const demo = [process.execPath, "--import=tsx", "backend/main.ts", "--demo", "--no-build"] as const;
      for (const afterMs of [0, 40, 80, 120]) {
        const started = await start(demo);
        child = started.process;
        while (!(await isReady(started.url))) await pause(10);
        await pause(afterMs);
        const ended = once(child, "exit");
        child.kill("SIGINT");
        expect(await ended, started.output()).to.deep.equal([0, null]);
        expect(started.output()).to.not.include("Refusal");
      }
      const again = await start(demo);
      child = again.process;
      while (!again.output().includes(demoPassword)) await once(child.stdout as never, "data");
      const endedAgain = once(child, "exit");
      child.kill("SIGTERM");
      expect(await endedAgain).to.deep.equal([0, null]);
    });
  });

  it("leaves a client that is connected through SIGTERM with `leaving`, not with a broken line", async function () {
    this.timeout(60_000);
    const started = await start();
    child = started.process;
    await ready(started);
    const link = madeBy.exec(started.output())?.[1] ?? "";
    const made = await fetch(`${started.url}/api/links/${link}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        password: "long enough for an admin",
        email: "first@shop.example",
        name: "First",
      }),
    });
    expect(made.status).to.equal(200);
    const token = /frontline_session=([^;]+)/.exec(made.headers.get("set-cookie") ?? "")?.[1] ?? "";
    const client = await connected(consoleAt(started.url, token));
    const leaving = collect<{ reconnectWithinMs: number }>(client, "leaving");
    child.kill("SIGTERM");
    await leaving.until((pushed) => pushed.length > 0);
    client.close();
    if (child.exitCode === null) await once(child, "exit");
    expect(child.exitCode).to.equal(0);
  });
});

onEmbedded("one SQLite file", () => {
  let live: LiveScene;
  useScene(startLiveScene, (started) => {
    live = started;
  });

  it("is refused to a second process, with the reason in one line", async function () {
    this.timeout(60_000);
    const second = spawn(process.execPath, ["--import=tsx", "backend/main.ts", "--no-build"], {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, PORT: "0", DATA_DIR: live.place.folder, DATABASE_URL: live.place.databaseUrl },
    });
    let said = "";
    second.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code] = await once(second, "close");
    expect(code).to.equal(1);
    expect(said.trim()).to.match(/^another Frontline process is using \S+$/);
    const { ticketId } = await openTicket(live.scene);
    expect(ticketId).to.be.a("string");
  });
});
