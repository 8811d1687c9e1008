import type { Backend } from "./backends.ts";
import type { Chance } from "./chance.ts";
import type { Ledger } from "./ledger.ts";
import type { OwnServer } from "./servers.ts";
import type { Tally } from "./tally.ts";
import type { Wires } from "./wires.ts";
import type { World } from "./world.ts";

export const bigFaults = ["kill", "drain", "redis", "mariadb"] as const;
export type BigFault = (typeof bigFaults)[number];

export interface FaultPlan {
  /** One after the other, in an order that is dealt anew each round, until the time is over. */
  big: readonly BigFault[];
  /** Stops early when so many of them have been injected. */
  bigAtMost: number;
  /** Pause between two of them, and what must have been acknowledged in it. */
  calmMs: number;
  acknowledgedBetween: number;
  /** How often lines are cut, deadened and put to sleep. */
  lineEveryMs: number;
  cutShare: number;
  deadShare: number;
  sleepShare: number;
  /** Pause before each of those who lose their rights does. */
  endRightsEveryMs: number;
}

export interface Injected {
  kills: number;
  drains: number;
  redisRestarts: number;
  mariaDbRestarts: number;
  cuts: number;
  halfOpen: number;
  sleeps: number;
  rightsEnded: number;
}

interface Parts {
  plan: FaultPlan;
  chance: Chance;
  seconds: number;
  backends: readonly Backend[];
  mariaDb: OwnServer | null;
  redis: OwnServer | null;
  wires: Wires;
  world: World;
  ledger: Ledger;
  tally: Tally;
  say: (text: string) => void;
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Breaks things for this many seconds; when it resolves, everything that was ended runs again. */
export async function injectFaults(parts: Parts): Promise<Injected> {
  const { plan, chance, backends, mariaDb, redis, wires, world, ledger, tally, say } = parts;
  const end = Date.now() + parts.seconds * 1000;
  let isOver = false;
  const isOn = () => !isOver && Date.now() < end;
  const injected: Injected = {
    kills: 0,
    drains: 0,
    redisRestarts: 0,
    mariaDbRestarts: 0,
    cuts: 0,
    halfOpen: 0,
    sleeps: 0,
    rightsEnded: 0,
  };

  async function restart(server: OwnServer | null): Promise<boolean> {
    if (server === null) return false;
    await server.end(chance.is(0.5) ? "SIGKILL" : "SIGTERM");
    await wait(chance.between(0, 1500));
    await server.start();
    return true;
  }

  const inject: Record<BigFault, () => Promise<void>> = {
    async kill() {
      const backend = chance.pick(backends);
      if (backend === undefined) return;
      say(`kill -9 ${backend.name}`);
      await backend.kill();
      injected.kills += 1;
      await backend.start();
    },
    async drain() {
      const backend = chance.pick(backends);
      if (backend === undefined) return;
      say(`SIGTERM ${backend.name}`);
      await backend.drain();
      injected.drains += 1;
      await backend.start();
    },
    async redis() {
      say("restart of Redis");
      if (await restart(redis)) injected.redisRestarts += 1;
    },
    async mariadb() {
      say("restart of MariaDB");
      if (await restart(mariaDb)) injected.mariaDbRestarts += 1;
    },
  };

  async function bigOnes(): Promise<void> {
    const mine = chance.of("big faults");
    let round: BigFault[] = [];
    let count = 0;
    while (isOn() && count < plan.bigAtMost) {
      if (round.length === 0) round = shuffled(plan.big, mine);
      const [next, ...others] = round;
      round = others;
      if (next === undefined) return;
      await wait(plan.calmMs * mine.between(0.5, 1.5));
      await isBusy();
      await inject[next]();
      count += 1;
    }
    // Where they are counted, the rest ends with the last of them.
    isOver = count > 0 && count === plan.bigAtMost;
  }

  /** Breaking what stands idle proves nothing: since the last time something must have been acknowledged again. */
  async function isBusy(): Promise<void> {
    const from = tally.acknowledged;
    while (isOn() && tally.acknowledged < from + plan.acknowledgedBetween) await wait(5);
  }

  async function lines(): Promise<void> {
    const mine = chance.of("lines");
    for (;;) {
      await wait(plan.lineEveryMs * mine.between(0.5, 1.5));
      if (!isOn()) return;
      injected.cuts += wires.cutShare(plan.cutShare, mine);
      injected.halfOpen += wires.deadenShare(plan.deadShare, mine);
      for (const { client } of world.actors) {
        if (!mine.is(plan.sleepShare)) continue;
        injected.sleeps += 1;
        client.line.sleep(mine.between(500, 8000));
      }
    }
  }

  /** Signed out, shut out, demoted: spread over the time, in the midst of the other faults. */
  async function endings(): Promise<void> {
    const { leavers, desk, admin } = world;
    for (const [index, { actor, session }] of leavers.entries()) {
      await wait(plan.endRightsEveryMs);
      const { personId, name } = session.me;
      const change = { personId, name, departmentIds: [] };
      const ways = [
        () => desk.signOutEverywhere(session),
        () => desk.command(admin, "person.change", { ...change, role: "agent", isActive: false }),
        () => desk.command(admin, "person.change", { ...change, role: "department", isActive: true }),
      ];
      for (;;) {
        try {
          await ways[index % ways.length]?.();
          break;
        } catch {
          await wait(200);
        }
      }
      ledger.ended(actor.client.name, Date.now());
      injected.rightsEnded += 1;
    }
  }

  await Promise.all([bigOnes(), lines(), endings()]);
  return injected;
}

function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  return list
    .map((each) => ({ each, order: chance.next() }))
    .sort((one, other) => one.order - other.order)
    .map(({ each }) => each);
}
