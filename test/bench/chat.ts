import { setTimeout as pause } from "node:timers/promises";
import { makePlace } from "../support/database.ts";
import { missingServers } from "../support/servers.ts";
import { type Goal, type Measurement, quantile } from "./figure.ts";
import { openFrontline } from "./frontline-load.ts";
import { talkUntil } from "./paced.ts";
import { type Load, loadWith, type Pair } from "./pairs.ts";
import { openRelay, type Relay } from "./relay.ts";
import type { RelayKind } from "./relay-server.ts";

type Engine = "embedded" | "services";

const pairCounts = [32, 128] as const;
const mostPairs = Math.max(...pairCounts);
/** Short and many: whatever else the machine does comes and goes within seconds. */
const rounds = 15;
/** Not counted: all three are compiled as they run, and a node that has just started tells of every line for 16 s in case it is not alone. */
const firstRounds = 5;
const measuredMs = 1000;
const warmUpMs = 250;

/** Of the durable floor; only MariaDB is held to them, embedded is shown beside it. */
const atLeast: Record<(typeof pairCounts)[number], number> = { 32: 0.5, 128: 0.65 };
const p99AtMost = 2;

/** 1,000 messages a second and a little over, each of the tickets saying one line in turn. */
const spread = { tickets: 2000, perAgent: 100, everyMs: 1980, rounds: 3, measuredMs: 8000, warmUpMs: 4000 };
const spreadAtLeast = 1000;
const spreadP99Ms = 15;

/** Floor and Frontline beside each other, so that both follow as often on whoever leaves the database work to finish. */
const kinds = ["timeline", "bare", "floor", "full"] as const;
type PerKind<T> = Record<(typeof kinds)[number], T>;

/**
 * One of each, in turn, so that whatever else the machine does meets them alike; there and back, because the database goes on
 * writing after whoever went before.
 */
async function alternate(pairs: PerKind<readonly Pair[]>, count: number): Promise<PerKind<Load[]>> {
  const loads: PerKind<Load[]> = { bare: [], floor: [], timeline: [], full: [] };
  for (let round = 0; round < count; round++) {
    for (const which of round % 2 === 0 ? kinds : kinds.toReversed()) {
      if (pairs[which].length > 0) loads[which].push(await loadWith(pairs[which], measuredMs, warmUpMs));
    }
  }
  return loads;
}

const titles: PerKind<string> = {
  bare: "bare relay",
  floor: "durable floor",
  timeline: "bare timeline",
  full: "Frontline",
};

function figuresOf(
  engine: Engine,
  pairCount: (typeof pairCounts)[number],
  loads: PerKind<Load[]>,
): Measurement[] {
  const beside = (
    what: string,
    of: keyof Load,
    reference: keyof typeof titles,
    { goal, whose = "full" }: { goal?: Goal; whose?: keyof typeof titles } = {},
  ): Measurement[] => {
    const values = (kind: keyof typeof titles) => loads[kind].map((load) => load[of]);
    if (loads[reference].length === 0 || loads[whose].length === 0) return [];
    const name = `${whose === "full" ? "" : `${titles[whose]}: `}${what}, ${pairCount} pairs, ${engine}`;
    return [
      {
        name,
        unit: of === "perSecond" ? "messages/s" : "ms",
        values: values(whose),
        reference: { name: titles[reference], values: values(reference) },
        goal: engine === "services" ? goal : undefined,
      },
    ];
  };
  return [
    ...beside("messages", "perSecond", "floor", { goal: { atLeast: atLeast[pairCount] } }),
    ...beside("shopper to agent, median", "p50", "floor"),
    ...beside("shopper to agent, p99", "p99", "floor", { goal: { atMost: p99AtMost } }),
    ...beside("messages", "perSecond", "timeline"),
    ...beside("messages", "perSecond", "floor", { whose: "timeline" }),
    ...beside("shopper to agent, p99", "p99", "floor", { whose: "timeline" }),
    ...beside("messages", "perSecond", "bare"),
    ...beside("shopper to agent, p99", "p99", "bare"),
  ];
}

const openPairs = (relay: Relay): Promise<Pair[]> =>
  Promise.all(Array.from({ length: mostPairs }, (_, index) => relay.openPair(`pair ${index}`)));

type References = Partial<Record<RelayKind, Relay>>;

async function measurePairs(engine: Engine, references: References): Promise<Measurement[]> {
  const open = (kind: RelayKind) => {
    const relay = references[kind];
    return relay === undefined ? [] : openPairs(relay);
  };
  const frontline = await openFrontline(engine, mostPairs);
  const pairs: PerKind<Pair[]> = {
    bare: await open("bare"),
    floor: await open("floor"),
    timeline: await open("timeline"),
    full: frontline.pairs,
  };
  try {
    const figures: Measurement[] = [];
    await alternate(pairs, firstRounds);
    for (const count of pairCounts) {
      const some = (kind: keyof typeof pairs) => pairs[kind].slice(0, count);
      const those = {
        bare: some("bare"),
        floor: some("floor"),
        timeline: some("timeline"),
        full: some("full"),
      };
      figures.push(...figuresOf(engine, count, await alternate(those, rounds)));
    }
    return figures;
  } finally {
    await frontline.close();
    for (const pair of [...pairs.bare, ...pairs.floor, ...pairs.timeline]) pair.close();
  }
}

/** A steady pace over many conversations: most of the tickets are cold, and no batch is ever large. */
async function measureSpread(engine: Engine): Promise<Measurement[]> {
  const frontline = await openFrontline(engine, spread.tickets, spread.perAgent);
  const perSecond: number[] = [];
  const p99: number[] = [];
  try {
    await talkUntil(frontline.pairs, spread.everyMs, pause(spread.warmUpMs));
    for (let round = 0; round < spread.rounds; round++) {
      const began = performance.now();
      const delays = await talkUntil(frontline.pairs, spread.everyMs, pause(spread.measuredMs));
      perSecond.push((delays.length / (performance.now() - began)) * 1000);
      p99.push(quantile(delays, 0.99));
    }
  } finally {
    await frontline.close();
  }
  const over = `spread over ${spread.tickets} open tickets, ${engine}`;
  const held = engine === "services";
  return [
    {
      name: `messages ${over}`,
      unit: "messages/s",
      values: perSecond,
      goal: held ? { atLeast: spreadAtLeast } : undefined,
    },
    {
      name: `shopper to agent, p99, ${over}`,
      unit: "ms",
      values: p99,
      goal: held ? { atMost: spreadP99Ms } : undefined,
    },
  ];
}

export async function run(): Promise<Measurement[]> {
  const hasServers = (await missingServers()).length === 0;
  const places = hasServers ? [await makePlace("services"), await makePlace("services")] : [];
  const [floor, timeline] = places;
  const references: References = { bare: await openRelay("bare") };
  if (floor !== undefined) references.floor = await openRelay("floor", floor.databaseUrl);
  if (timeline !== undefined) references.timeline = await openRelay("timeline", timeline.databaseUrl);
  const engines: readonly Engine[] = hasServers ? ["services", "embedded"] : ["embedded"];
  try {
    const figures: Measurement[] = [];
    for (const engine of engines) {
      figures.push(...(await measurePairs(engine, references)), ...(await measureSpread(engine)));
    }
    return figures;
  } finally {
    for (const relay of Object.values(references)) relay.close();
    for (const place of places) await place.remove();
  }
}
