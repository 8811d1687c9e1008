import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, readdirSync, statSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { newSecret } from "../../backend/core/ids.ts";
import { demoPassword } from "../../backend/demo/demo-people.ts";
import { answerIn, attempt, bearerOf, cookieOf, freshId, tokenIn } from "../support/attacker.ts";
import { engine, makePlace, redisServer, type TestPlace } from "../support/database.ts";
import { plainPng } from "../support/images.ts";
import { freePortPair } from "../support/ports.ts";

const admin = "admin@kotori.example";

describe("attacks on what is kept and logged", function () {
  this.timeout(40_000);
  let place: TestPlace;
  let child: ChildProcess;
  let url: string;
  let metricsPort: number;
  let shop: string;
  let output = "";
  const until = async (words: string | RegExp) => {
    while (output.search(words) === -1) {
      if (child.exitCode !== null) throw new Error(`ended before it said ${words}: ${output.slice(-500)}`);
      await new Promise((resolve) => {
        child.stdout?.once("data", resolve);
        child.once("exit", resolve);
      });
    }
  };
  before(async () => {
    place = await makePlace();
    chmodSync(place.folder, 0o755);
    const port = await freePortPair();
    metricsPort = await freePortPair();
    url = `http://127.0.0.1:${port}`;
    shop = `http://127.0.0.1:${port + 1}`;
    child = spawn(process.execPath, ["--import", "tsx", "backend/main.ts", "--demo", "--no-build"], {
      env: {
        ...process.env,
        PORT: String(port),
        HOST: "127.0.0.1",
        PUBLIC_URL: url,
        METRICS_PORT: String(metricsPort),
        DATA_DIR: place.folder,
        DATABASE_URL: place.databaseUrl,
        ...(engine === "services" ? { REDIS_URL: redisServer } : {}),
        LOG_LEVEL: "trace",
      },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        output += String(chunk);
      });
    }
    await until(/Sign in with/);
  });
  after(async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode === null && child.kill("SIGTERM")) await ended;
    await place.remove();
  });

  it("find no text, token, password or address in the log of a whole journey, at its most talkative", async () => {
    const secrets: string[] = [];
    const secret = <T extends string>(text: T): T => {
      secrets.push(text);
      return text;
    };
    const signIn = (password: string, email = admin) =>
      attempt(url, { path: "/api/session", body: { email, password } });
    await signIn(secret("a wrong password of somebody"));
    await signIn("x", secret("nobody.at.all@staff.example"));
    const cookie = secret(tokenIn(await signIn(demoPassword)));
    expect(cookie).to.have.length.greaterThan(20);
    const staff = (path: string, body: object) =>
      attempt(url, { path, body, headers: { ...cookieOf(cookie), ...freshId() } });

    const invited = {
      email: secret("new.colleague@kotori.example"),
      name: secret("Name Of Colleague"),
      role: "agent",
    };
    const { link } = answerIn<{ link: string }>(await staff("/api/commands/person.invite", invited));
    const token = secret(link.split("/").at(-1) ?? "");
    for (const path of [
      link,
      `/api/links/${token}`,
      `/API/Links/${token}/`,
      `/api/links/${token}?token=${token}`,
    ]) {
      await attempt(url, { method: "GET", path });
    }
    await attempt(url, {
      path: `/api/links/${token}`,
      body: { password: secret("their very own password") },
    });

    const page = await attempt(shop, { method: "GET", path: "/" });
    const key = /data-storefront="([^"]+)"/.exec(page.text)?.[1] ?? "";
    const person = await attempt(shop, {
      method: "GET",
      path: "/identity",
      headers: { cookie: "kotori_shopper=mei-tanaka" },
    });
    const identity = (JSON.parse(person.text) as { token: string | null }).token;
    const session = await attempt(url, {
      path: "/api/widget/session",
      body: { key, token: identity ?? undefined },
      headers: { origin: shop },
    });
    expect(secret(String(identity))).to.match(/^eyJ/);
    const bearer = secret(answerIn<{ bearer: string }>(session).bearer);
    const shopper = (path: string, body: object) =>
      attempt(url, { path, body, headers: { ...bearerOf(bearer), ...freshId() } });
    await attempt(url, {
      path: "/api/widget/session",
      body: { key, token: secret(`${newSecret()}.${newSecret()}.x`) },
      headers: { origin: shop },
    });
    const opened = await shopper("/api/commands/ticket.open", {
      text: secret("my card is 4111 1111"),
      photoIds: [],
    });
    const { ticketId } = answerIn<{ ticketId: string }>(opened);
    await staff("/api/commands/note.write", { ticketId, text: secret("between you and me"), photoIds: [] });
    await staff("/api/queries/queue.list", { queue: "all_open", search: secret("what they look for") });
    const guess = { ticketId: null, orderNumber: "#1", email: secret("guess@mail.example") };
    await shopper("/api/commands/order.attach", guess);
    await shopper("/api/commands/message.send", { ticketId: secret("no ticket, but words"), text: 7 });
    const headers = {
      "content-type": "application/json",
      "frontline-signature": secret(`t=1,v1=${"a".repeat(64)}`),
    };
    await attempt(url, {
      path: `/merchant/callback/${ticketId}`,
      body: '{"key":"words of a stranger"}',
      headers,
    });
    const form = new FormData();
    form.append("photo", new Blob([new Uint8Array(await plainPng())]), secret("holiday-at-home.png"));
    const photo = await fetch(`${url}/api/photos`, { method: "POST", body: form, headers: bearerOf(bearer) });
    expect(photo.status).to.equal(200);
    await attempt(url, { method: "DELETE", path: "/api/sessions", headers: cookieOf(cookie) });
    await until(/"path":"\/api\/sessions"/);

    const logged = output.split("\n").filter((line) => line.startsWith("{"));
    expect(logged.length).to.be.greaterThan(15);
    const log = logged.join("\n");
    for (const each of [...secrets, demoPassword, admin]) expect(log, each).to.not.contain(each);
    expect(log).to.not.match(/[\w.]+@[\w-]+\.(example|com)/);
    expect(output).to.not.match(/^\s+at .*node_modules/m);
  });

  it("find files that are their owner's alone, in a folder that was open", () => {
    const found = [
      place.folder,
      ...readdirSync(place.folder, { recursive: true }).map((name) => join(place.folder, String(name))),
    ];
    for (const each of found) expect(statSync(each).mode & 0o077, each).to.equal(0);
    const names = found.join("\n");
    expect(names).to.contain("files").and.to.contain("incoming");
    if (engine === "embedded")
      for (const end of ["sqlite", "sqlite-wal", "sqlite-shm", "sqlite.lock"])
        expect(names).to.match(new RegExp(`${end}$`, "m"));
  });

  it("read metrics on loopback alone, and of health no more than whether it is well", async () => {
    expect((await attempt(url, { method: "GET", path: "/metrics" })).status).to.equal(404);
    const own = await attempt(`http://127.0.0.1:${metricsPort}`, { method: "GET", path: "/metrics" });
    expect(own.text)
      .to.contain("frontline_command_seconds")
      .and.to.not.match(/@|\/api\/|my card/);
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((each) => each?.family === "IPv4" && !each.internal);
    if (outside !== undefined) {
      const knocked = await attempt(`http://${outside.address}:${metricsPort}`, {
        method: "GET",
        path: "/metrics",
      }).catch((error: NodeJS.ErrnoException) => error.code);
      expect(knocked).to.equal("ECONNREFUSED");
    }
    const ready = JSON.parse((await attempt(url, { method: "GET", path: "/readyz" })).text) as Record<
      string,
      unknown
    >;
    expect(Object.values(ready).every((value) => typeof value === "boolean")).to.equal(true);
    const alive = await attempt(url, { method: "GET", path: "/healthz" });
    expect(JSON.parse(alive.text)).to.deep.equal({ alive: true });
    expect(alive.headers).to.not.have.property("x-powered-by");
  });
});
