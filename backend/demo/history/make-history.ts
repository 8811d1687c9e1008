import { readPolicy } from "../../authority/queries.ts";
import { readAuditKey } from "../../authority/read-audit-key.ts";
import { day } from "../../core/clock.ts";
import type { Reader } from "../../core/database/reader.ts";
import type { Write } from "../../core/database/writes.ts";
import type { Execute } from "../../core/execute.ts";
import { newId } from "../../core/ids.ts";
import { departments, people } from "../../staff/tables.ts";
import { counters } from "../../tickets/tables.ts";
import { demoPolicy } from "../demo-policy.ts";
import { seededChance } from "../seeded-random.ts";
import { caseWrites } from "./case-rows.ts";
import { createGeneratedIds } from "./generated-ids.ts";
import { planHistory } from "./plan-history.ts";
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
  onProgress?: (cases: number) => void;
}

export interface MadeHistory {
  cases: number;
  decisions: number;
  rows: number;
}

const system = { kind: "system" as const };
/** Cases, customers or orders in one commit: with some ten rows each. */
const atOnce = 200;
const departmentsCalled = 20;

/**
 * Plans a past and writes it down, batch by batch. It copies orders of the shop's to other times and customers of its own
 * making, so that no order, budget or person of the shop's is touched. Throws NoHistory where it cannot.
 */
export async function makeHistory(reader: Reader, execute: Execute, wish: Wish): Promise<MadeHistory> {
  const { storefront, cases, seed, days, until } = wish;
  const storefrontId = storefront.id;
  const policy = await readPolicy(reader, storefrontId);
  if ((await reader.one(people, { email: `agent-${seed}-1@generated.invalid` })) !== null)
    throw new NoHistory(`history of seed ${seed} is there already: choose another --seed`);
  const { templates, gifts, names } = await readTemplates(reader, storefrontId);
  if (templates.length === 0)
    throw new NoHistory("the storefront has no orders to draw from: import some first");

  // A shop without limits has a past all the same; nothing is published for it.
  const { version, rules } = policy ?? { version: 0, rules: demoPolicy() };
  const from = until - days * day;
  const plan = planHistory({
    storefrontId,
    timeZone: storefront.timeZone,
    policy: { version, rules },
    templates,
    gifts,
    names,
    departments: await readDepartments(reader),
    auditKey: await readAuditKey(reader, storefrontId),
    from,
    until,
    cases,
    seed,
  });
  const idAt = createGeneratedIds(seededChance(seed ^ 0xd0d0));
  let rows = 0;
  const write = async (writes: Write[], lastNumber: number | null) => {
    const input = { batch: toBatch(writes), lastNumber };
    const answer = await execute(writeHistory, input, { caller: system, commandId: newId() });
    rows += (answer as { rows: number }).rows;
  };
  const inBatches = async <T>(
    all: readonly T[],
    make: (each: T, index: number) => Write[],
    last: (end: number) => number | null,
  ) => {
    for (let start = 0; start < all.length; start += atOnce) {
      const some = all.slice(start, start + atOnce);
      await write(
        some.flatMap((each, index) => make(each, start + index)),
        last(start + some.length),
      );
    }
  };

  await inBatches(
    plan.people,
    (each) => personWrites(each, from),
    () => null,
  );
  await inBatches(
    plan.customers,
    (each) => customerWrites(each, storefrontId),
    () => null,
  );
  await inBatches(
    plan.orders,
    (each) => orderWrites(each, storefrontId, idAt),
    () => null,
  );
  const taken = (await reader.one(counters, { id: "ticket" }))?.value ?? 1000;
  await inBatches(
    plan.cases,
    (each, index) => caseWrites(each, taken + 1 + index, storefrontId, idAt),
    (end) => {
      wish.onProgress?.(end);
      return taken + end;
    },
  );
  return {
    cases: plan.cases.length,
    decisions: plan.cases.reduce((sum, { decided }) => sum + decided.length, 0),
    rows,
  };
}

/** Finance carries out payouts and is not called into cases. */
async function readDepartments(reader: Reader): Promise<{ id: string; name: string }[]> {
  const all = await reader.many(departments, {
    where: { isFinance: false },
    order: { name: "ASC" },
    take: departmentsCalled,
  });
  return all.map(({ id, name }) => ({ id, name }));
}
