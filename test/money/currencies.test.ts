import { expect } from "chai";
import { formatAmount } from "../../backend/contract/sentences/format-amount.ts";
import type { PersonActor } from "../../backend/core/actor.ts";
import { update } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { readHeadroom } from "../../backend/remedies/read-headroom.ts";
import { unitWorths } from "../../backend/shop/orders/order-worth.ts";
import { orders } from "../../backend/shop/tables.ts";
import { refusalOf } from "../support/executor.ts";
import { csv, lineCells, orderCells } from "../support/exports.ts";
import { importScene } from "../support/import-scene.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import { runAs } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

interface Case {
  currency: string;
  /** As the shop's file writes them: three pieces, a discount, shipping, a tax. */
  price: string;
  subtotal: string;
  shipping: string;
  taxes: string;
  total: string;
  totalMinor: number;
  capMinor: number;
  shown: RegExp;
  /** What the file may not say: a fraction of the smallest unit. */
  impossible: string;
}

const cases: Case[] = [
  {
    currency: "JPY",
    price: "1000",
    subtotal: "2999",
    shipping: "550",
    taxes: "355",
    total: "3904",
    totalMinor: 3904,
    capMinor: 1301,
    shown: /^¥1,301$/,
    impossible: "1000.5",
  },
  {
    currency: "KWD",
    price: "1.335",
    subtotal: "4.000",
    shipping: "0.250",
    taxes: "0.213",
    total: "4.463",
    totalMinor: 4463,
    capMinor: 1487,
    shown: /1\.487$/,
    impossible: "1.3355",
  },
];

describe("currencies without cents, and with three digits", () => {
  let at: RemedyScene;
  useScene(createRemedyScene, async (started) => {
    at = started;
    const rules = at.scene.rules.map((rule) => ({
      ...rule,
      id: newId(),
      perOrder: {
        ...rule.perOrder,
        ...Object.fromEntries(
          cases.map(({ currency, capMinor }) => [
            currency,
            rule.roles.includes("agent") ? capMinor : 1_000_000,
          ]),
        ),
      },
    }));
    await at.publish(rules);
  });

  for (const each of cases) {
    it(`go from the shop's file to the merchant's system and back: ${each.currency}`, async () => {
      const number = `#${each.currency}-1`;
      const cells = (price: string) =>
        csv([
          orderCells({
            Name: number,
            Id: `id-${each.currency}`,
            Email: at.scene.shoppers.shopper.customer.email,
            Currency: each.currency,
            Subtotal: each.subtotal,
            Shipping: each.shipping,
            Taxes: each.taxes,
            Total: each.total,
            "Refunded Amount": "0",
            "Lineitem quantity": 2,
            "Lineitem price": price,
          }),
          lineCells({
            Name: number,
            Email: at.scene.shoppers.shopper.customer.email,
            "Lineitem quantity": 1,
            "Lineitem price": price,
          }),
        ]);
      const { importFiles, orderOf } = importScene(at.house);
      const [refused] = await importFiles(at.scene.storefrontId, { "orders.csv": cells(each.impossible) });
      expect(refused?.bad).to.have.length(1);
      const [taken] = await importFiles(at.scene.storefrontId, { "orders.csv": cells(each.price) });
      expect(taken?.bad).to.deep.equal([]);
      const o = await orderOf(at.scene.storefrontId, number);
      expect(o.order).to.include({ currency: each.currency, totalMinor: each.totalMinor });
      const worths = [...unitWorths(o).values()].flat();
      expect(worths.reduce((a, b) => a + b, 0)).to.equal(each.totalMinor);
      expect(worths.every(Number.isInteger)).to.equal(true);

      await at.house.save(
        update(orders, { id: o.order.id }, { customerId: at.scene.shoppers.shopper.customer.id }),
      );
      const { ticketId } = await runAs<{ ticketId: string }>(at.scene, "shopper", "ticket.open", {
        text: "Broken",
        photoIds: [],
      });
      const request = (amountMinor: number, currency = each.currency) => ({
        remedy: "refund",
        ticketId,
        orderId: o.order.id,
        reason: "broken",
        amountMinor,
        currency,
        lines: [],
      });
      const grant = (...of: Parameters<typeof request>) =>
        at.as<{ remedyId: string }>("agent", "remedy.grant", { request: request(...of) });
      const now = at.house.clock.now();
      const [actor] = await loadActors(at.house.reader, [at.scene.callers.agent], now);
      const input = readHeadroom.input.parse({ ...request(1), lines: [] });
      const headroom = await readHeadroom.read(at.house.reader, input, actor as PersonActor, now);
      expect(headroom).to.include({ currency: each.currency, grantableMinor: each.capMinor });
      expect(formatAmount(headroom.grantableMinor, each.currency, "en")).to.match(each.shown);

      expect((await refusalOf(grant(each.capMinor + 1))).code).to.equal("approval_required");
      expect((await refusalOf(grant(1, "CNY"))).code).to.equal("wrong_currency");
      expect((await refusalOf(grant(0.5))).code).to.equal("malformed");
      const { remedyId } = await grant(each.capMinor);
      await at.work();
      expect(at.merchant.posts().at(-1)?.body).to.include({
        amountMinor: each.capMinor,
        currency: each.currency,
      });
      expect((await at.remedy(remedyId)).state).to.equal("settled");
      expect((await at.order(o.order.id)).refundedMinor).to.equal(each.capMinor);
      const rest = each.totalMinor - each.capMinor;
      const lead = (amountMinor: number) =>
        at.as("supervisor", "remedy.grant", { request: request(amountMinor) });
      expect((await refusalOf(lead(rest + 1))).code).to.equal("over_refundable");
      await lead(rest);
      await at.work();
      expect(await at.order(o.order.id)).to.include({
        refundedMinor: each.totalMinor,
        financialStatus: "refunded",
      });
    });
  }

  it("do not share a day's budget", async () => {
    const ids = await at.house.reader.sql<{ id: string }>("SELECT `id` FROM `budgets`");
    const currencies = new Set(ids.map(({ id }) => id.split("|")[2]));
    expect([...currencies].sort()).to.deep.equal(["JPY", "KWD"]);
  });
});
