import { setTimeout as pause } from "node:timers/promises";
import { makePlace } from "../support/database.ts";
import { missingServers } from "../support/servers.ts";
import { type Goal, type Measurement, quantile } from "./figure.ts";
import { openFrontline } from "./frontline-load.ts";
import { talkUntil } from "./paced.ts";
import { type Load, loadWith, type Pair } from "./pairs.ts";
import { openRelay, type Relay } from "./relay.ts";

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

type Loads = Record<"bare" | "floor" | "full", Load[]>;

/** One of each, in turn, so that whatever else the machine does meets them alike. */
async function alternate(pairs: Record<keyof Loads, readonly Pair[]>, count: number): Promise<Loads> {
  const loads: Loads = { bare: [], floor: [], full: [] };
  for (let round = 0; round < count; round++) {
    for (const which of ["bare", "floor", "full"] as const) {
      if (pairs[which].length > 0) loads[which].push(await loadWith(pairs[which], measuredMs, warmUpMs));
    }
  }
  return loads;
}

function figuresOf(engine: Engine, pairCount: (typeof pairCounts)[number], loads: Loads): Measurement[] {
  const { bare, floor, full } = loads;
  const beside = (
    name: string,
    unit: string,
    of: keyof Load,
    reference: { name: string; loads: Load[] },
    goal?: Goal,
  ): Measurement => ({
    name: `${name}, ${pairCount} pairs, ${engine}`,
    unit,
    values: full.map((load) => load[of]),
    reference: { name: reference.name, values: reference.loads.map((load) => load[of]) },
    goal: engine === "services" ? goal : undefined,
  });
  const relay = { name: "bare relay", loads: bare };
  const durable = { name: "durable floor", loads: floor };
  const besideFloor =
    floor.length === 0
      ? []
      : [
          beside("messages", "messages/s", "perSecond", durable, { atLeast: atLeast[pairCount] }),
          beside("shopper to agent, median", "ms", "p50", durable),
          beside("shopper to agent, p99", "ms", "p99", durable, { atMost: p99AtMost }),
        ];
  return [
    ...besideFloor,
    beside("messages", "messages/s", "perSecond", relay),
    beside("shopper to agent, p99", "ms", "p99", relay),
  ];
}

const openPairs = (relay: Relay): Promise<Pair[]> =>
  Promise.all(Array.from({ length: mostPairs }, (_, index) => relay.openPair(`pair ${index}`)));

async function measurePairs(engine: Engine, relay: Relay, floor: Relay | null): Promise<Measurement[]> {
  const bare = await openPairs(relay);
  const durable = floor === null ? [] : await openPairs(floor);
  const frontline = await openFrontline(engine, mostPairs);
  try {
    const figures: Measurement[] = [];
    await alternate({ bare, floor: durable, full: frontline.pairs }, firstRounds);
    for (const count of pairCounts) {
      const some = (pairs: readonly Pair[]) => pairs.slice(0, count);
      const those = { bare: some(bare), floor: some(durable), full: some(frontline.pairs) };
      const loads = await alternate(those, rounds);
      figures.push(...figuresOf(engine, count, loads));
    }
    return figures;
  } finally {
    await frontline.close();
    for (const pair of [...bare, ...durable]) pair.close();
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
  const place = hasServers ? await makePlace("services") : null;
  const relay = await openRelay();
  const floor = place === null ? null : await openRelay(place.databaseUrl);
  const engines: readonly Engine[] = hasServers ? ["services", "embedded"] : ["embedded"];
  try {
    const figures: Measurement[] = [];
    for (const engine of engines) {
      figures.push(...(await measurePairs(engine, relay, floor)), ...(await measureSpread(engine)));
    }
    return figures;
  } finally {
    relay.close();
    floor?.close();
    await place?.remove();
  }
}
