import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import type { Redis } from "ioredis";
import { newId } from "../../backend/core/ids.ts";
import { createLog } from "../../backend/core/log.ts";
import { type Notice, toStaff } from "../../backend/core/notices.ts";
import { type NodeLine, openNodeLine } from "../../backend/edge/sockets/node-line.ts";
import { openRedisLines } from "../../backend/edge/sockets/redis-lines.ts";
import { onServices, redisServer } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";

const log = createLog("silent");
const manner = { greetEveryMs: 50, aloneAfterMs: 300 };
const shutOut: Notice = { kind: "session-ended", sessionIds: ["a session"] };
const changed = toStaff("queues");

const noticesOf = (text: string) => (JSON.parse(text) as { notices: Notice[] }).notices;

onServices("what nodes tell each other", () => {
  let prefix: string;
  let closings: (() => void)[];

  beforeEach(() => {
    prefix = `test-${newId()}`;
    closings = [];
  });
  afterEach(() => {
    for (const close of closings) close();
  });

  function openRedis(): Redis {
    const lines = openRedisLines(redisServer, log);
    closings.push(lines.close);
    return lines.redis;
  }

  /** A node's line to the others, and nothing else of a node. */
  function come(): { line: NodeLine; heard: Notice[] } {
    const heard: Notice[] = [];
    const onTold = (notices: Notice[]) => void heard.push(...notices);
    const line = openNodeLine({ redis: openRedis(), prefix, log, onTold, onBack: () => undefined, manner });
    return { line, heard };
  }

  /** A node of an older version: it listens, and never greets. */
  async function comeSilently(): Promise<Notice[]> {
    const redis = openRedis();
    const heard: Notice[] = [];
    redis.on("message", (_channel: string, text: string) => void heard.push(...noticesOf(text)));
    await redis.subscribe(`${prefix}:notices`);
    return heard;
  }

  /** As Redis sees it, without listening: whoever listens is somebody who is there. */
  async function watchPublished(): Promise<Notice[]> {
    const monitor = await openRedis().monitor();
    const published: Notice[] = [];
    monitor.on("monitor", (_time: string, [command, channel, text = ""]: string[]) => {
      if (command === "publish" && channel === `${prefix}:notices`) published.push(...noticesOf(text));
    });
    return published;
  }

  it("arrives while both are there, however long they say nothing", async () => {
    const [one, other] = [come(), come()];
    for (let round = 0; round < 3; round++) {
      await pause(2 * manner.aloneAfterMs);
      one.line.tell([changed]);
      other.line.tell([changed]);
      await eventually(() => one.heard.length > round && other.heard.length > round);
    }
  });

  it("arrives at a node that listens and never greets", async () => {
    const one = come();
    const heard = await comeSilently();
    await pause(3 * manner.aloneAfterMs);
    one.line.tell([changed]);
    await eventually(() => heard.length > 0);
    expect(heard).to.deep.equal([changed]);
  });

  it("is only who is shut out where nobody else is there, and all again as soon as somebody has come", async () => {
    const published = await watchPublished();
    const one = come();
    await pause(3 * manner.aloneAfterMs);
    one.line.tell([changed]);
    one.line.tell([shutOut, changed]);
    await eventually(() => published.length > 0);
    expect(published).to.deep.equal([shutOut]);
    const other = come();
    await eventually(() => {
      one.line.tell([changed]);
      return other.heard.some(({ kind }) => kind === "topics");
    });
  });
});
