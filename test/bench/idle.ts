import { setTimeout as pause } from "node:timers/promises";
import { io } from "socket.io-client";
import type { Connected } from "./crowd.ts";
import { type Measurement, quantile } from "./figure.ts";
import { openLivePair } from "./live-pair.ts";
import { talkUntil } from "./paced.ts";
import type { Pair } from "./pairs.ts";
import { type BenchPlace, fillPlace, makeBenchPlace } from "./place.ts";
import { type ProbedProcess, startProbed } from "./probed-process.ts";
import { type Conversation, makeAgentToken, makeConversation, makeShoppers } from "./shoppers.ts";
import { startFlags } from "./start-flags.ts";

/**
 * Ten thousand shoppers come at once, as after the death of a node, and then say nothing. Bare Socket.IO under the same
 * settings takes turns with Frontline, each in a process of its own; the crowd is in another, and a few who are already
 * connected go on talking meanwhile.
 */
const runs = 3;
const crowdSize = 10_000;
/** Compiles what is to be measured, and is gone before it is. */
const warmUpSize = 500;
const talkers = 10;
const lineEveryMs = 100;
const settleMs = 1500;
const origin = "https://shop.example";
const bearerPrefix = "bench-shopper-";

interface Port {
  port: number;
}

interface Storm {
  seconds: number;
  talkP99Ms: number;
  bytesEach: number;
  heapBytesEach: number;
  processorSeconds: number;
}

async function crowd(port: number, count: number): Promise<Connected & { end(): Promise<void> }> {
  const child = await startProbed<object>("crowd.ts", {});
  const connected = child.hear<Connected>("connected");
  const failed = child.hear<string>("failed").then((reason) => {
    throw new Error(reason);
  });
  failed.catch(() => undefined);
  child.tell({ connect: { port, count, origin, bearerPrefix } });
  return { ...(await Promise.race([connected, failed])), end: () => child.end() };
}

async function storm(server: ProbedProcess<Port>, talk: (url: string) => Promise<Pair[]>): Promise<Storm> {
  const url = `http://127.0.0.1:${server.ready.port}`;
  const warmUp = await crowd(server.ready.port, warmUpSize);
  await warmUp.end();
  const pairs = await talk(url);
  await pause(settleMs);
  const before = await server.probe();
  server.reset();
  const coming = crowd(server.ready.port, crowdSize);
  const delays = await talkUntil(pairs, lineEveryMs, coming);
  const { seconds, end } = await coming;
  await pause(settleMs);
  const after = await server.probe();
  for (const pair of pairs) pair.close();
  await end();
  return {
    seconds,
    talkP99Ms: quantile(delays, 0.99),
    bytesEach: (after.residentBytes - before.residentBytes) / crowdSize,
    processorSeconds: after.processorMs / 1000,
    heapBytesEach: (after.heapBytes - before.heapBytes) / crowdSize,
  };
}

async function bareStorm(): Promise<Storm> {
  const server = await startProbed<Port>("idle-server.ts", {});
  try {
    return await storm(server, (url) => Promise.all(Array.from({ length: talkers }, () => barePair(url))));
  } finally {
    await server.end();
  }
}

async function barePair(url: string): Promise<Pair> {
  const open = () => io(`${url}/widget`, { transports: ["websocket"], forceNew: true });
  const [from, to] = [open(), open()];
  await Promise.all([from, to].map((each) => new Promise<void>((resolve) => each.once("connect", resolve))));
  const awaited = new Map<string, () => void>();
  to.on("message", ({ text }: { text: string }) => awaited.get(text)?.());
  return {
    async say(text) {
      const sentAt = performance.now();
      const delivery = new Promise<number>((resolve) => {
        awaited.set(text, () => resolve(performance.now() - sentAt));
      });
      const acknowledged = from.emitWithAck("message", { to: to.id, text });
      const [deliveredMs] = await Promise.all([delivery, acknowledged]);
      return { deliveredMs };
    },
    close() {
      from.close();
      to.close();
    },
  };
}

interface Filled {
  conversations: Conversation[];
  agentToken: string;
}

async function liveStorm(place: BenchPlace, { conversations, agentToken }: Filled): Promise<Storm> {
  const server = await startProbed<Port>("node-server.ts", place.environment, startFlags);
  try {
    return await storm(server, (url) => {
      const ends = { shopperUrl: url, agentUrl: url, agentToken, origin };
      return Promise.all(conversations.map((conversation) => openLivePair({ ...ends, conversation })));
    });
  } finally {
    await server.end();
  }
}

async function fill(place: BenchPlace): Promise<Filled> {
  return fillPlace(place, async (make) => {
    const { storefrontId } = await make.makeStorefront({ origins: [origin] });
    await makeShoppers(make, storefrontId, crowdSize, bearerPrefix);
    const conversations: Conversation[] = [];
    for (let count = 0; count < talkers; count++)
      conversations.push(await makeConversation(make, storefrontId));
    return { conversations, agentToken: await makeAgentToken(make) };
  });
}

export async function run(): Promise<Measurement[]> {
  const place = await makeBenchPlace();
  const bare: Storm[] = [];
  const live: Storm[] = [];
  try {
    const filled = await fill(place);
    for (let round = 0; round < runs; round++) {
      bare.push(await bareStorm());
      live.push(await liveStorm(place, filled));
    }
  } finally {
    await place.remove();
  }
  const of = (key: keyof Storm, unit: number, goal: Measurement["goal"]) => ({
    values: live.map((each) => each[key] / unit),
    reference: { name: "bare Socket.IO", values: bare.map((each) => each[key] / unit) },
    ...(goal === undefined ? {} : { goal }),
  });
  return [
    { name: "resident memory of a connected shopper", unit: "kB", ...of("bytesEach", 1000, { atMost: 1.4 }) },
    { name: "of it on the heap", unit: "kB", ...of("heapBytesEach", 1000, undefined) },
    { name: `${crowdSize} connected at once`, unit: "s", ...of("seconds", 1, { atMost: 3 }) },
    { name: "processor time of the server meanwhile", unit: "s", ...of("processorSeconds", 1, undefined) },
    {
      name: "p99 of a line of those already connected meanwhile",
      unit: "ms",
      values: live.map(({ talkP99Ms }) => talkP99Ms),
      goal: { atMost: 250 },
    },
    {
      name: "the same beside a relayed line of bare Socket.IO",
      unit: "ms",
      ...of("talkP99Ms", 1, undefined),
    },
  ];
}
