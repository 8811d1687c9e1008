import type { Sabotage } from "./client.ts";
import type { FaultPlan } from "./faults.ts";
import type { Population } from "./world.ts";

export interface Plan {
  /** `embedded`: one process on SQLite; `services`: several on a MariaDB and a Redis of their own. */
  engine: "embedded" | "services";
  backends: number;
  people: Population;
  faults: FaultPlan;
  /** How long faults are injected, and how long all of it may take: a slow start leaves less time for faults. */
  seconds: number;
  limitSeconds: number;
  /** How long everything may take to come to rest afterwards. */
  settleSeconds: number;
  ackLoss: number;
  /** A silent line is given up after so long; the product's clients wait 10 s. */
  patienceMs: number;
  sabotage: Sabotage | "a server without receipts";
}

const noFaults: FaultPlan = {
  big: [],
  bigAtMost: 0,
  calmMs: 1000,
  acknowledgedBetween: 0,
  lineEveryMs: 1000,
  cutShare: 0,
  deadShare: 0,
  sleepShare: 0,
  endRightsEveryMs: 1000,
};

/** `npm run test:chaos`: within four minutes. */
export const fullPlan: Plan = {
  engine: "services",
  backends: 3,
  people: { shoppers: 200, agents: 20, departments: 6, membersEach: 2, leavers: 3, pauseMs: 3000 },
  faults: {
    big: ["kill", "kill", "drain", "redis", "mariadb"],
    bigAtMost: Number.POSITIVE_INFINITY,
    calmMs: 2500,
    acknowledgedBetween: 50,
    lineEveryMs: 3000,
    cutShare: 0.06,
    deadShare: 0.02,
    sleepShare: 0.01,
    endRightsEveryMs: 25_000,
  },
  seconds: 120,
  limitSeconds: 235,
  settleSeconds: 70,
  ackLoss: 0.1,
  patienceMs: 10_000,
  sabotage: "none",
};

/** A part of `npm test`: the same in little. */
export const shortPlan: Plan = {
  ...fullPlan,
  people: { shoppers: 30, agents: 5, departments: 2, membersEach: 1, leavers: 1, pauseMs: 700 },
  faults: {
    ...fullPlan.faults,
    big: ["kill", "redis", "mariadb"],
    bigAtMost: 3,
    calmMs: 800,
    lineEveryMs: 1500,
    deadShare: 0,
    endRightsEveryMs: 5000,
  },
  // An upper bound: it is over with the last of the faults.
  seconds: 60,
  settleSeconds: 40,
  patienceMs: 4000,
};

/** `kill -9` under load, so many times, on SQLite. */
export const embeddedPlan = (kills: number): Plan => ({
  ...shortPlan,
  engine: "embedded",
  backends: 1,
  people: { shoppers: 25, agents: 5, departments: 2, membersEach: 1, leavers: 0, pauseMs: 700 },
  faults: { ...noFaults, big: ["kill"], bigAtMost: kills, calmMs: 300, acknowledgedBetween: 40 },
  seconds: kills * 30,
  limitSeconds: 100 + kills * 40,
  patienceMs: 4000,
});

/** Nothing breaks but acknowledgements and lines, which is enough where something was taken out. */
export const sabotagedPlan = (sabotage: Plan["sabotage"]): Plan => ({
  ...embeddedPlan(0),
  people: { shoppers: 15, agents: 4, departments: 1, membersEach: 1, leavers: 0, pauseMs: 400 },
  // Dense enough that a quick machine meets what was taken out many times over.
  faults: { ...noFaults, lineEveryMs: 150, cutShare: 0.4 },
  seconds: 6,
  // What was broken need not come to rest: it is judged as it stands.
  settleSeconds: 4,
  sabotage,
});
