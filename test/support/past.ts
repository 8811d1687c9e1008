import type { PolicyRule } from "../../backend/contract/policy.ts";
import { day } from "../../backend/core/clock.ts";
import { demoCustomers } from "../../backend/demo/demo-customers.ts";
import { demoOrders } from "../../backend/demo/demo-orders.ts";
import { demoPolicy } from "../../backend/demo/demo-policy.ts";
import type { Ground, PlannedCase } from "../../backend/demo/history/history-plan.ts";
import { planHistory } from "../../backend/demo/history/plan-history.ts";
import { giftsFrom, templatesFrom } from "../../backend/demo/history/templates.ts";
import { createHistoryBuilder } from "../../backend/insight/encode-history.ts";
import type { History } from "../../backend/insight/history.ts";
import type { RawDecision, RawPage, RawRefusedPage } from "../../backend/insight/raw-history.ts";

const until = Date.UTC(2026, 10, 1);

const address = {
  name: "Mei Tanaka",
  line1: "Lane 4",
  line2: "",
  city: "Shanghai",
  province: "",
  zip: "",
  country: "CN",
  phone: "",
};

const line = (sku: string, unitPriceMinor: number, quantity = 1) => ({
  sku,
  title: sku,
  variant: "",
  productType: sku.startsWith("bowl") ? "Bowls" : "Lamps",
  unitPriceMinor,
  quantity,
  requiresShipping: true,
  others: [{ sku: `${sku}-blue`, title: sku, productType: "", priceMinor: unitPriceMinor - 900 }],
});

/** A ground to draw a past from, without a database. */
export function groundOf(set: Partial<Ground> & { rules: PolicyRule[] }): Ground {
  const { rules, ...over } = set;
  return {
    storefrontId: "storefront",
    timeZone: "Asia/Shanghai",
    policy: { version: 1, rules },
    templates: [
      {
        currency: "CNY",
        paymentMethod: "alipay",
        address,
        lines: [line("bowl-1", 4900, 3), line("lamp-1", 25_900)],
      },
      { currency: "CNY", paymentMethod: "alipay", address, lines: [line("bowl-2", 12_900, 2)] },
      {
        currency: "USD",
        paymentMethod: "card",
        address,
        lines: [line("lamp-2", 8900, 2), line("bowl-3", 2500)],
      },
    ],
    gifts: [{ sku: "tea-1", title: "tea-1", productType: "Tea", priceMinor: 1500 }],
    departments: [],
    auditKey: "audit",
    names: ["Mei Tanaka", "James Carter", "Li Na", "Sofia Rossi"],
    from: until - 180 * day,
    until,
    cases: 2000,
    seed: 7,
    ...over,
  };
}

/** The demo's shop under its own limits, over so many days. */
export function demoGround(days: number, set: Partial<Ground> = {}): Ground {
  const { orders, variants } = demoOrders(demoCustomers(until), until);
  return groundOf({
    rules: demoPolicy(),
    templates: templatesFrom(
      orders.filter(({ paidMinor }) => paidMinor > 0),
      variants,
    ),
    gifts: giftsFrom(variants),
    departments: [
      { id: "warehouse", name: "Warehouse" },
      { id: "logistics", name: "Logistics" },
    ],
    from: until - days * day,
    ...set,
  });
}

function rawOf(each: PlannedCase): RawDecision[] {
  const { demand, answer, decided, isOverrun, rating } = each;
  const state = answer === null || answer.how === "approved" ? "settled" : answer.how;
  return decided.map(({ id, at, act, facts, verdict }) => ({
    id,
    remedyId: each.remedyId,
    ticketId: each.ticketId,
    at,
    facts: JSON.stringify(facts),
    outcome: JSON.stringify({ act, verdict }),
    orderId: demand.order.id,
    state,
    amountMinor: answer?.amountMinor ?? demand.amountMinor,
    since: answer?.at ?? at,
    settlement: JSON.stringify({ isOverrun }),
    requesterName: demand.agent.name,
    ratingScore: rating,
  }));
}

/** As `readHistory` would read it. */
function pageOf(cases: readonly PlannedCase[]): RawPage {
  const decisions = cases.flatMap(rawOf).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return {
    decisions,
    reopened: cases.flatMap(({ ticketId, reopenedAt }) =>
      reopenedAt === null ? [] : [{ ticketId, at: reopenedAt }],
    ),
    failed: cases.flatMap(({ remedyId, failure }) =>
      failure === null ? [] : [{ remedyId, attempt: 1, endedAt: failure.at }],
    ),
  };
}

export function encode(cases: readonly PlannedCase[], timeZone: string, refused?: RawRefusedPage): History {
  const builder = createHistoryBuilder(timeZone);
  builder.add(pageOf(cases));
  if (refused !== undefined) builder.addRefused(refused);
  return builder.finish();
}

export function drawPast(ground: Ground): History {
  return encode(planHistory(ground).cases, ground.timeZone);
}
