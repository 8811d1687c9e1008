import { setTimeout as pause } from "node:timers/promises";
import type { Socket } from "socket.io-client";
import {
  answerOf,
  connected,
  consoleAt,
  send,
  type WidgetClient,
  watchAs,
  widgetAt,
} from "../support/clients.ts";
import type { ConsolesOrder, Received } from "./consoles.ts";
import { type Measurement, median } from "./figure.ts";
import { type BenchPlace, fillPlace, makeBenchPlace } from "./place.ts";
import { type ProbedProcess, startProbed } from "./probed-process.ts";
import { type Conversation, makeAgentToken, makeConversation } from "./shoppers.ts";
import { startFlags } from "./start-flags.ts";

/**
 * A hundred consoles look at the same queues while the shop is busy: 5,000 entries in a minute. Each of the three runs is a
 * third of that minute, at its true pace: nothing is compressed. Shoppers and agents take turns in 100 conversations, so
 * that half of the lines move their ticket from one queue to another. Before each run the same consoles rest.
 */
const runs = 3;
const consoleCount = 100;
const entriesPerMinute = 5000;
const runSeconds = 20;
const restMs = 4000;
const origin = "https://shop.example";

interface Filled {
  conversations: Conversation[];
  agentToken: string;
}

interface Busy {
  restP99Ms: number;
  delayP99Ms: number;
  /** Of the median console, in the run. */
  kilobytes: number;
  frames: number;
  /** Of one that has all conversations open, and asks for nothing. */
  everythingKilobytes: number;
}

async function fill(place: BenchPlace): Promise<Filled> {
  return fillPlace(place, async (make) => {
    const { storefrontId } = await make.makeStorefront({ origins: [origin] });
    const conversations: Conversation[] = [];
    for (let count = 0; count < consoleCount; count++)
      conversations.push(await makeConversation(make, storefrontId));
    return { conversations, agentToken: await makeAgentToken(make) };
  });
}

/** Everybody who writes: a widget for each conversation, and one agent for all. */
async function openWriters(url: string, { conversations, agentToken }: Filled) {
  const agent = await connected(consoleAt(url, agentToken));
  const widgets: WidgetClient[] = [];
  for (const { bearer } of conversations) widgets.push(await connected(widgetAt(url, bearer, { origin })));
  return {
    /** The `count`th line of a run. */
    write(count: number) {
      const index = (count >> 1) % conversations.length;
      const writer = count % 2 === 0 ? widgets[index] : agent;
      const ticketId = conversations[index]?.ticketId;
      if (writer === undefined) throw new Error("nobody writes");
      const input = { ticketId, text: `Line ${count} of a busy minute`, photoIds: [] };
      return send(writer, "message.send", input).then(answerOf);
    },
    close() {
      for (const each of [agent, ...widgets]) each.close();
    },
  };
}

/** At the minute's pace, whether or not the one before is answered. Resolves when all are. */
async function writeAtPace(write: (count: number) => Promise<unknown>): Promise<void> {
  const entries = Math.round((entriesPerMinute / 60) * runSeconds);
  const everyMs = (runSeconds * 1000) / entries;
  const began = performance.now();
  const written: Promise<unknown>[] = [];
  for (let count = 0; count < entries; count++) {
    await pause(Math.max(0, began + count * everyMs - performance.now()));
    written.push(write(count));
  }
  await Promise.all(written);
}

/** Hears every line of every conversation; counts the bytes that this takes. */
async function overhear(url: string, { conversations, agentToken }: Filled) {
  const client = await connected(consoleAt(url, agentToken));
  for (const { ticketId } of conversations) answerOf(await watchAs(client, ticketId, null));
  let bytes = 0;
  (client as Socket).io.engine.on("packet", ({ data }: { data?: unknown }) => {
    bytes += typeof data === "string" ? Buffer.byteLength(data) : 0;
  });
  return {
    /** Since it was asked before. */
    take: () => {
      const taken = bytes;
      bytes = 0;
      return taken;
    },
    close: () => client.close(),
  };
}

interface Scene {
  server: ProbedProcess<{ port: number }>;
  consoles: ProbedProcess<object>;
  overhearing: Awaited<ReturnType<typeof overhear>>;
  write: (count: number) => Promise<unknown>;
}

async function busyThird({ server, consoles, overhearing, write }: Scene): Promise<Busy> {
  server.reset();
  await pause(restMs);
  const rest = await server.probe();
  consoles.tell({ begin: true });
  server.reset();
  overhearing.take();
  await writeAtPace(write);
  const busy = await server.probe();
  const heard = consoles.hear<Received[]>("received");
  consoles.tell({ end: true });
  const received = await heard;
  return {
    restP99Ms: rest.delayP99Ms,
    delayP99Ms: busy.delayP99Ms,
    kilobytes: median(received.map(({ bytes }) => bytes)) / 1000,
    frames: median(received.map(({ frames }) => frames)),
    everythingKilobytes: overhearing.take() / 1000,
  };
}

async function measure(place: BenchPlace, filled: Filled): Promise<Busy[]> {
  const server = await startProbed<{ port: number }>("node-server.ts", place.environment, startFlags);
  const consoles = await startProbed<object>("consoles.ts", {});
  try {
    const url = `http://127.0.0.1:${server.ready.port}`;
    const ticketIds = filled.conversations.map(({ ticketId }) => ticketId);
    const opened = consoles.hear<number>("opened");
    consoles.tell({ open: { url, token: filled.agentToken, ticketIds } satisfies ConsolesOrder });
    await opened;
    const writers = await openWriters(url, filled);
    const overhearing = await overhear(url, filled);
    const thirds: Busy[] = [];
    for (let count = 0; count < runs; count++) {
      thirds.push(await busyThird({ server, consoles, overhearing, write: writers.write }));
    }
    writers.close();
    overhearing.close();
    return thirds;
  } finally {
    await consoles.end();
    await server.end();
  }
}

export async function run(): Promise<Measurement[]> {
  const place = await makeBenchPlace();
  let thirds: Busy[];
  try {
    thirds = await measure(place, await fill(place));
  } finally {
    await place.remove();
  }
  const values = (key: keyof Busy) => thirds.map((each) => each[key]);
  const aMinute = (key: keyof Busy) => values(key).map((value) => (value * 60) / runSeconds);
  const delay = { name: "p99 delay of the server's event loop", unit: "ms", values: values("delayP99Ms") };
  return [
    { ...delay, goal: { atMost: 20 } },
    {
      ...delay,
      name: "the same beside its rest",
      reference: { name: "the same consoles at rest", values: values("restP99Ms") },
    },
    {
      name: "received by one of 100 consoles, a minute",
      unit: "kB",
      values: aMinute("kilobytes"),
      reference: { name: "the lines of all conversations", values: aMinute("everythingKilobytes") },
    },
    { name: "frames to one of 100 consoles, a minute", unit: "", values: aMinute("frames") },
  ];
}
