import { setImmediate } from "node:timers/promises";
import { readPolicy } from "../../authority/queries.ts";
import { readAuditKey } from "../../authority/read-audit-key.ts";
import { day } from "../../core/clock.ts";
import type { Reader } from "../../core/database/reader.ts";
import type { Write } from "../../core/database/writes.ts";
import type { Execute } from "../../core/execute.ts";
import { newId } from "../../core/ids.ts";
import { departments } from "../../staff/tables.ts";
import { demoPolicy } from "../demo-policy.ts";
import { seededChance } from "../seeded-random.ts";
import { caseWrites } from "./case-rows.ts";
import { createGeneratedIds } from "./generated-ids.ts";
import type { Ground } from "./history-plan.ts";
import { type PlannedHistory, planHistory } from "./plan-history.ts";
import { readState } from "./read-state.ts";
import { readTemplates } from "./read-templates.ts";
import { customerWrites, orderWrites, personWrites } from "./sale-rows.ts";
import { toBatch, writeHistory } from "./write-history.ts";

/** Why no history was made, in words for the person at the terminal. */
export class NoHistory extends Error {}

interface Wish {
  storefront: { id: string; timeZone: string };
  cases: number;
  seed: number;
  days: number;
  /** History ends here. */
  until: number;
}

interface Watch {
  /** Of all cases, those that are written down; 0 when customers and orders are. */
  onProgress?: (cases: number) => void;
  /** Says that nobody wants it any more. */
  signal?: AbortSignal;
}

export interface MadeHistory {
  cases: number;
  decisions: number;
  rows: number;
}

export interface Planned {
  ground: Ground;
  plan: PlannedHistory;
}

const system = { kind: "system" as const };
/** Cases, customers or orders in one commit: with some ten rows each. */
const atOnce = 200;
const departmentsCalled = 20;

/**
 * Draws a past, and writes nothing. It copies orders of the shop's to other times and customers of its own making, so that
 * no order, budget or person of the shop's is touched. Throws NoHistory where it cannot.
 */
export async function planPast(reader: Reader, wish: Wish): Promise<Planned> {
  const { storefront, cases, seed, days, until } = wish;
  const storefrontId = storefront.id;
  const state = await readState(reader, seed);
  if (state === "whole")
    throw new NoHistory(
      `history of seed ${seed} is there already: choose another --seed, or take it away with --remove --seed ${seed}`,
    );
  if (state === "begun")
    throw new NoHistory(
      `history of seed ${seed} is being made, or was broken off half-way: if no other run is making it, take away what is there with --remove --seed ${seed}, then make it again`,
    );
  const policy = await readPolicy(reader, storefrontId);
  const { templates, gifts, names } = await readTemplates(reader, storefrontId);
  if (templates.length === 0)
    throw new NoHistory("the storefront has no orders to draw from: import some first");
  // A shop without limits has a past all the same; nothing is published for it.
  const { version, rules } = policy ?? { version: 0, rules: demoPolicy() };
  const ground: Ground = {
    storefrontId,
    timeZone: storefront.timeZone,
    policy: { version, rules },
    templates,
    gifts,
    names,
    departments: await readDepartments(reader),
    auditKey: await readAuditKey(reader, storefrontId),
    from: until - days * day,
    until,
    cases,
    seed,
  };
  return { ground, plan: planHistory(ground) };
}

/**
 * Writes a planned past down, batch by batch: agents first and supervisors last, by which `readState` knows what was broken
 * off. Throws NoHistory when it is stopped between two batches.
 */
export async function writePast(
  execute: Execute,
  { ground, plan }: Planned,
  { onProgress, signal }: Watch = {},
): Promise<MadeHistory> {
  const { storefrontId, seed, from } = ground;
  const idAt = createGeneratedIds(seededChance(seed ^ 0xd0d0));
  let rows = 0;
  let written = 0;
  const write = async (writes: Write[], numbers = 0): Promise<number | null> => {
    // SQLite answers at once: without this no signal would be heard before the end.
    await setImmediate();
    if (signal?.aborted)
      throw new NoHistory(
        `broken off at ${written} of ${plan.cases.length} cases: take away what is there with --remove --seed ${seed}`,
      );
    const input = { batch: toBatch(writes), numbers };
    const answer = await execute(writeHistory, input, { caller: system, commandId: newId() });
    const done = answer as { rows: number; numbersFrom: number | null };
    rows += done.rows;
    return done.numbersFrom;
  };
  const inBatches = async <T>(all: readonly T[], make: (each: T, index: number) => Write[]) => {
    for (let start = 0; start < all.length; start += atOnce) {
      const some = all.slice(start, start + atOnce);
      await write(some.flatMap((each, index) => make(each, start + index)));
      if ((all as readonly unknown[]) !== plan.cases) continue;
      written = start + some.length;
      onProgress?.(written);
    }
  };

  const ofRole = (wanted: "agent" | "supervisor") =>
    plan.people.filter(({ role }) => role === wanted).flatMap((each) => personWrites(each, from));
  const first = (await write(ofRole("agent"), plan.cases.length)) ?? 0;
  await inBatches(plan.customers, (each) => customerWrites(each, storefrontId));
  await inBatches(plan.orders, (each) => orderWrites(each, storefrontId, idAt));
  onProgress?.(0);
  await inBatches(plan.cases, (each, index) => caseWrites(each, first + index, storefrontId, idAt));
  await write(ofRole("supervisor"));
  return {
    cases: plan.cases.length,
    decisions: plan.cases.reduce((sum, { decided }) => sum + decided.length, 0),
    rows,
  };
}

/** Both in one. */
export const makeHistory = async (reader: Reader, execute: Execute, wish: Wish): Promise<MadeHistory> =>
  writePast(execute, await planPast(reader, wish));

/** Finance carries out payouts and is not called into cases. */
async function readDepartments(reader: Reader): Promise<{ id: string; name: string }[]> {
  const all = await reader.many(departments, {
    where: { isFinance: false },
    order: { name: "ASC" },
    take: departmentsCalled,
  });
  return all.map(({ id, name }) => ({ id, name }));
}
