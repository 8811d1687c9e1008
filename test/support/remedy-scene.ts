import { Like } from "typeorm";
import { budgetMoves, budgets, policies } from "../../backend/authority/tables.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { insert, update } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { createLog } from "../../backend/core/log.ts";
import { recallRequestsJob, remindApproversJob } from "../../backend/remedies/approval-jobs.ts";
import { expireRemedyJob } from "../../backend/remedies/expire-remedy-job.ts";
import { createMerchantCallback } from "../../backend/remedies/merchant-callback.ts";
import { payRemedyJob } from "../../backend/remedies/pay-remedy.ts";
import { attempts, remedies } from "../../backend/remedies/tables.ts";
import { readMerchantSecrets } from "../../backend/shop/merchant/open-port.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { orderLines, orderMoney, orders, variants } from "../../backend/shop/tables.ts";
import { entries, tickets } from "../../backend/tickets/tables.ts";
import { createTestHouse } from "./executor.ts";
import { startFakeMerchant } from "./fake-merchant.ts";
import { runDueJobs } from "./run-due-jobs.ts";
import { type ActorName, createShopScene } from "./shop-scene.ts";
import { runAs, type Situation } from "./situations.ts";

export type RemedyScene = Awaited<ReturnType<typeof createRemedyScene>>;

const patienceMs = 300;
const many = 100;

/** A shop whose merchant's system answers over real HTTP, and what a test of money looks at. */
export async function createRemedyScene() {
  const house = await createTestHouse();
  const scene = await createShopScene(house);
  const { storefrontId } = scene;
  const { reader, execute, clock } = house;
  const [secret = ""] = await readMerchantSecrets(reader, storefrontId);
  const merchant = await startFakeMerchant({ secret, now: clock.now });
  const log = createLog("silent");
  const webhook = { merchantAdapter: "webhook" as const, merchantUrl: merchant.url };
  await house.save(update(storefronts, { id: storefrontId }, webhook));
  const handlers = {
    "remedy.pay": payRemedyJob({ reader, execute, clock, log, timeoutMs: patienceMs }),
    "remedy.expire": expireRemedyJob({ execute }),
    "remedy.recall": recallRequestsJob({ reader, execute }),
    "approval.remind": remindApproversJob({ execute }),
  };

  const must = <Row>(row: Row | null): Row => {
    if (row === null) throw new Error("there is no such row");
    return row;
  };

  return {
    house,
    scene,
    merchant,
    secret,
    handlers,
    as: <Answer>(who: ActorName, name: string, input: unknown) => runAs<Answer>(scene, who, name, input),
    /** One round of the outbox. */
    work: () => runDueJobs(house, handlers),
    callback: createMerchantCallback({ reader, execute, log }),
    remedy: async (id: string) => must(await reader.one(remedies, { id })),
    attemptsOf: (remedyId: string) =>
      reader.many(attempts, { where: { remedyId }, order: { attempt: "ASC" }, take: many }),
    order: async (id: string) => must(await reader.one(orders, { id })),
    lines: (orderId: string) =>
      reader.many(orderLines, { where: { orderId }, order: { position: "ASC" }, take: many }),
    money: (orderId: string) => reader.many(orderMoney, { where: { orderId }, take: many }),
    variant: async (sku: string) => must(await reader.one(variants, { storefrontId, sku })),
    ticket: async (id: string) => must(await reader.one(tickets, { id })),
    kinds: async (ticketId: string) => {
      const rows = await reader.many(entries, { where: { ticketId }, order: { seq: "ASC" }, take: many });
      return rows.map((row) => row.kind);
    },
    /** What all budgets of a scope hold together. */
    budget: async (scope = "person-day") => {
      const rows = await reader.many(budgets, { where: { id: Like(`${scope}|%`) }, take: many });
      return {
        reservedMinor: rows.reduce((sum, row) => sum + row.reservedMinor, 0),
        committedMinor: rows.reduce((sum, row) => sum + row.committedMinor, 0),
      };
    },
    /** What one remedy's attempts moved in a scope's budgets, as "attempt kind", in order. */
    moves: async (remedyId: string, scope = "person-day") => {
      const where = { remedyId, budgetId: Like(`${scope}|%`) };
      const moves = await reader.many(budgetMoves, { where, order: { id: "ASC" }, take: many });
      return moves.map((move) => `${move.attempt} ${move.kind}`);
    },
    /** A newer version of the limits. */
    publish: async (rules: PolicyRule[]) => {
      const before = await reader.count(policies, { storefrontId });
      const publishedAt = clock.now();
      const by = { publishedAt, publishedById: null, publishedByName: "" };
      await house.save(insert(policies, { id: newId(), storefrontId, version: before + 1, rules, ...by }));
    },
    async close() {
      await merchant.close();
      await house.close();
    },
  };
}

/** As a client asks for it: the chosen lines again, to the given address. */
export function reshipOf({ ticketId, order }: Situation, lines: { lineId: string; quantity: number }[]) {
  return {
    remedy: "reship" as const,
    ticketId,
    orderId: order.id,
    reason: "broken" as const,
    lines,
    address: {
      name: "Mei Lin",
      line1: "Tea Street 1",
      line2: "",
      city: "Hangzhou",
      province: "",
      zip: "310000",
      country: "CN",
      phone: "",
    },
  };
}
