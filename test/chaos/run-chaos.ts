import { createChance } from "./chance.ts";
import type { Surroundings } from "./client.ts";
import { type Injected, injectFaults } from "./faults.ts";
import { buildHouse, type House } from "./house.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import type { Plan } from "./plans.ts";
import { newTally, type Tally } from "./tally.ts";
import { judge, type Verdict } from "./verdict.ts";
import { foundWorld, type World } from "./world.ts";

export interface Report {
  seed: string;
  seconds: number;
  clockSkewsMs: number[];
  injected: Injected;
  tally: Tally;
  /** From the outbox to the acknowledgement, whatever lay between. */
  ackMs: Spread;
  /** From the acknowledgement, or a reader's newer connection, until it stood in the reader's view. */
  lagMs: Spread;
  verdict: Verdict;
  /** Backends that ended by themselves. */
  crashes: string[];
}

interface Spread {
  count: number;
  p50: number;
  p99: number;
  max: number;
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: sorted.at(-1) ?? 0 };
}

/** Those worth a look. */
const longest = ({ lags }: Ledger) =>
  lags
    .filter(({ ms }) => ms > 3000)
    .sort((one, other) => other.ms - one.ms)
    .slice(0, 3);

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
/** Longer than a node takes to compare heads. */
const restMs = 4000;

/** One run of the plan: a house, a world in it, faults, rest, and the verdict. Leaves nothing behind. */
export async function runChaos(
  plan: Plan,
  seed: string,
  say: (text: string) => void,
  /** Told how to clear away what runs, for whoever is interrupted. */
  onHouse: (remove: () => Promise<void>) => void = () => undefined,
): Promise<Report> {
  const began = Date.now();
  const chance = createChance(seed);
  const tally = newTally();
  const ledger = createLedger();
  const tell = (text: string) => say(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);
  const house = await buildHouse(plan, chance.of("house"), tell);
  onHouse(house.remove);
  let world: World | null = null;
  try {
    tell(
      `${plan.backends} backends run behind ${house.balancer.name}, clocks wrong by ${house.backends.map(({ skewMs }) => skewMs).join(", ")} ms`,
    );
    const around: Surroundings = {
      url: `http://127.0.0.1:${house.wires.port}`,
      ledger,
      tally,
      ackLoss: plan.ackLoss,
      patienceMs: plan.patienceMs,
      sabotage: plan.sabotage === "a server without receipts" ? "none" : plan.sabotage,
    };
    const { admin } = house;
    const httpUrl = `http://127.0.0.1:${house.balancer.port}`;
    world = await foundWorld(plan.people, { httpUrl, admin, chance: chance.of("world"), around });
    tell(`${world.actors.length} clients`);
    world.begin();
    const injected = await injectFaults({
      ...house,
      plan: plan.faults,
      seconds: Math.min(plan.seconds, plan.limitSeconds - plan.settleSeconds - (Date.now() - began) / 1000),
      chance: chance.of("faults"),
      world,
      ledger,
      tally,
      say: tell,
    });
    world.stop();
    tell("nothing is broken and nobody writes any more");
    const isAtRest = await rest(world, tally, plan.settleSeconds);
    tell(isAtRest ? "everything is at rest" : "not everything came to rest");
    const verdict = await judgeHouse(house, world, ledger);
    const at = (time: number) => `${((time - began) / 1000).toFixed(1)} s`;
    for (const late of longest(ledger)) {
      tell(`${late.words} came to ${late.reader} ${late.ms} ms late, at ${at(late.at)}`);
      const reader = world.actors.find(({ client }) => client.name === late.reader);
      for (const line of reader?.client.line.diary ?? []) tell(`    ${at(line.at)} ${line.what}`);
    }
    return {
      seed,
      seconds: (Date.now() - began) / 1000,
      clockSkewsMs: house.backends.map(({ skewMs }) => skewMs),
      injected,
      tally,
      ackMs: spreadOf(ledger.ackMs),
      lagMs: spreadOf(ledger.lags.map(({ ms }) => ms)),
      verdict,
      crashes: house.backends.flatMap((backend) => backend.crashes()),
    };
  } finally {
    world?.close();
    await house.remove();
  }
}

/** Nothing to send, everything live or ended, and no line has come for longer than a missing one would take. */
async function rest(world: World, tally: Tally, withinSeconds: number): Promise<boolean> {
  const end = Date.now() + withinSeconds * 1000;
  const isSettled = () =>
    world.actors.every(
      ({ client }) =>
        client.isShutOut() ||
        (client.pending().length === 0 &&
          [...client.held.values()].every(
            ({ state }) => state.status === "live" || state.status === "ended",
          )),
    );
  let applied = -1;
  let since = Date.now();
  while (Date.now() < end) {
    if (!isSettled() || tally.applied !== applied) {
      applied = tally.applied;
      since = Date.now();
    }
    if (Date.now() - since > restMs) return true;
    await wait(100);
  }
  return false;
}

async function judgeHouse(house: House, world: World, ledger: Ledger): Promise<Verdict> {
  const clients = world.actors.map(({ client }) => client);
  // What they show now is judged, not what the end of the house makes of it.
  const shown = clients.map((client) => ({
    ...client,
    held: new Map([...client.held].map(([id, held]) => [id, { ...held }])),
  }));
  const database = await house.openDatabase();
  try {
    return await judge({ database, ledger, clients: shown, departmentOf: world.departmentOf });
  } finally {
    await database.close();
  }
}
