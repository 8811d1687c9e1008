import { expect } from "chai";
import { budgetKeys } from "../../backend/authority/budget-keys.ts";
import { budgets, policies } from "../../backend/authority/tables.ts";
import type { QueryAnswer } from "../../backend/contract/queries.ts";
import { hour, minute } from "../../backend/core/clock.ts";
import { insert } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { queryRegistry } from "../../backend/edge/query-registry.ts";
import { refusalOf } from "../support/executor.ts";
import { keep, pastRemedy } from "../support/figure-history.ts";
import { berlin, createFigureScene, type FigureScene } from "../support/figure-scene.ts";
import { ruleOf } from "../support/policies.ts";

describe("figures", () => {
  let at: FigureScene;
  before(async () => {
    at = await createFigureScene();
  });
  after(() => at.house.close());

  it("count what was granted at once, approved and declined in the weeks of the storefront's time zone", async () => {
    const found = await at.ask(at.zhao.caller, "figures.outcomes", at.over({}));
    expect(found.timeZone).to.equal("Europe/Berlin");
    const none = { granted: 0, approved: 0, declined: 0, expired: 0, withdrawn: 0, waiting: 0 };
    expect(found.buckets).to.deep.equal([
      { from: "2026-03-23", to: "2026-03-29", figures: { ...none, granted: 2, approved: 2, declined: 1 } },
      { from: "2026-03-30", to: "2026-04-05", figures: { ...none, withdrawn: 1, waiting: 1, expired: 1 } },
    ]);
    expect(found.total).to.deep.equal({
      granted: 2,
      approved: 2,
      declined: 1,
      expired: 1,
      withdrawn: 1,
      waiting: 1,
    });
    expect(found.groups.map(({ key }) => key)).to.deep.equal(["broken", "late"]);
  });

  it("count by day, each as long as the zone's clocks make it", async () => {
    const found = await at.ask(
      at.zhao.caller,
      "figures.outcomes",
      at.over({ from: "2026-03-29", to: "2026-03-30", step: "day" }),
    );
    expect(
      found.buckets.map(({ from, figures }) => [from, figures.granted, figures.withdrawn]),
    ).to.deep.equal([
      ["2026-03-29", 1, 0],
      ["2026-03-30", 0, 1],
    ]);
  });

  it("tell the waiting that approvals caused: median, nine tenths and sum", async () => {
    const found = await at.ask(at.zhao.caller, "figures.waiting", at.over({ by: "agent" }));
    expect(found.buckets[0]?.figures).to.deep.equal({
      answered: 3,
      waiting: 0,
      medianMs: 30 * minute,
      p90Ms: 50 * minute,
      totalMs: 90 * minute + 500,
    });
    expect(found.total).to.include({ answered: 5, waiting: 1, medianMs: 50 * minute, p90Ms: 168 * hour });
    expect(found.groups.map(({ name, figures }) => [name, figures.medianMs])).to.deep.equal([
      ["Ana Costa", 4 * hour],
      ["Lin Yue", 30 * minute],
    ]);
  });

  it("tell what trust cost, and nobody's money by name", async () => {
    const found = await at.ask(at.zhao.caller, "figures.trust", at.over({}));
    expect(found.total).to.deep.equal({
      given: 3,
      unproven: 2,
      unprovenAmounts: { CNY: 700, USD: 5000 },
      audited: 2,
      delivered: 1,
    });
    expect(found.audit.delivered).to.include({ approved: 1, declined: 0 });
    expect(found.audit.missing).to.include({ approved: 0, declined: 1 });
    const byAgent = await at.ask(at.zhao.caller, "figures.trust", at.over({ by: "agent" }));
    expect(byAgent.groups.map(({ figures }) => figures.unprovenAmounts)).to.deep.equal([null, null]);
  });

  it("count a case once in the messenger index, whatever was carried for it", async () => {
    const found = await at.ask(
      at.zhao.caller,
      "figures.messenger",
      at.over({ by: "department", step: "day" }),
    );
    // Of Aya's, Bo's and Chen's cases all were carried: a department called in, and three requests. Bo wrote meanwhile.
    expect(found.buckets[0]).to.deep.equal({
      from: "2026-03-23",
      to: "2026-03-29",
      figures: { cases: 3, carried: 3, asked: 2, relayed: 1, chased: 1 },
    });
    // Dee wrote while the second request was out, not the first.
    expect(found.buckets[1]?.figures).to.deep.equal({
      cases: 2,
      carried: 2,
      asked: 2,
      relayed: 0,
      chased: 1,
    });
    expect(found.groups.map(({ key, name }) => [key, name])).to.deep.equal([
      ["", ""],
      [at.warehouse, "Warehouse"],
    ]);
  });

  it("say how far budgets were used and which limits stood in the way", async () => {
    const noon = berlin("2026-03-24T10:00:00", "+01:00");
    const keys = (personId: string, now: number) =>
      budgetKeys({
        storefrontId: at.storefrontId,
        personId,
        departmentIds: [],
        customerId: null,
        currency: "CNY",
        timeZone: "Europe/Berlin",
        now,
      });
    const budget = (id: string, committedMinor: number) =>
      insert(budgets, {
        id,
        storefrontId: at.storefrontId,
        reservedMinor: 0,
        committedMinor,
        reservedCount: 0,
        committedCount: 1,
      });
    const rule = (minor: number) =>
      ruleOf({
        id: newId(),
        roles: ["agent"],
        remedy: "refund",
        reasons: [],
        verifiedOrderOnly: false,
        perOrder: { CNY: 500 },
        perDay: { CNY: minor },
        photoAbove: {},
        photoAboveTrusted: {},
      });
    await at.house.save(
      budget(keys(at.lin.personId, noon).personDay, 300),
      budget(keys(at.lin.personId, noon + 24 * hour).personDay, 500),
      budget(keys(at.lin.personId, noon - 48 * hour).personDay, 9900),
      budget(keys(at.lin.personId, noon).personWeek, 800),
      budget(keys(at.lin.personId, noon).teamMonth, 7000),
      insert(policies, {
        id: newId(),
        storefrontId: at.storefrontId,
        version: 1,
        publishedAt: noon,
        publishedById: null,
        publishedByName: "",
        rules: [rule(1000), rule(600)],
      }),
    );
    const found = await at.ask(at.zhao.caller, "figures.budgets", at.over({}));
    expect(found.uses).to.deep.equal([
      {
        scope: "person-day",
        currency: "CNY",
        drawn: 2,
        meanMinor: 400,
        highestMinor: 500,
        limit: { leastMinor: 600, mostMinor: 1000 },
      },
      { scope: "person-week", currency: "CNY", drawn: 1, meanMinor: 800, highestMinor: 800, limit: null },
      { scope: "team-month", currency: "CNY", drawn: 1, meanMinor: 7000, highestMinor: 7000, limit: null },
    ]);
    expect(found.hits).to.deep.equal([
      { dimension: "order_cap", count: 2 },
      { dimension: "evidence", count: 1 },
    ]);
    const own = await at.ask(at.lin.caller, "figures.budgets", at.over({}));
    expect(own.uses.map(({ scope }) => scope)).to.deep.equal(["person-day", "person-week"]);
  });

  it("open the named cases behind every figure, page by page", async () => {
    const slices = {
      granted: 2,
      approved: 2,
      declined: 1,
      expired: 1,
      withdrawn: 1,
      waiting: 1,
      answered: 5,
      given: 3,
      unproven: 2,
      audited: 2,
      delivered: 1,
      missing: 1,
      asked: 6,
      relayed: 1,
      carried: 7,
      chased: 2,
      cases: 9,
    } as const;
    for (const [slice, count] of Object.entries(slices)) {
      const names: string[] = [];
      let after: string | null = null;
      do {
        const page: QueryAnswer<"figures.cases"> = await at.ask(
          at.zhao.caller,
          "figures.cases",
          at.over({ slice: slice as "granted", after, limit: 2 }),
        );
        names.push(...page.cases.map((each) => each.id));
        after = page.next;
      } while (after !== null);
      expect(new Set(names).size, slice).to.equal(count);
      expect(names.length, slice).to.equal(count);
    }
    const { cases } = await at.ask(
      at.zhao.caller,
      "figures.cases",
      at.over({ slice: "approved", by: "reason", key: "late" }),
    );
    expect(cases[0]).to.deep.include({
      shopperName: "Bo",
      personName: "Lin Yue",
      waitedMs: 10 * minute + 500,
      outcome: "approved",
    });
    const hit = await at.ask(
      at.zhao.caller,
      "figures.cases",
      at.over({ slice: "hit", limitedBy: "evidence" }),
    );
    expect(hit.cases.map(({ shopperName }) => shopperName)).to.deep.equal(["Chen"]);
    expect(
      (await at.ask(at.zhao.caller, "figures.cases", at.over({ slice: "asked", after: "nonsense" }))).cases,
    ).to.have.length(6);
  });

  it("show an agent nothing but their own", async () => {
    const outcomes = await at.ask(at.ana.caller, "figures.outcomes", at.over({ by: "agent" }));
    expect(outcomes.groups.map(({ name }) => name)).to.deep.equal(["Ana Costa"]);
    expect(outcomes.total.granted).to.equal(0);
    const { cases } = await at.ask(at.ana.caller, "figures.cases", at.over({ slice: "cases" }));
    expect(new Set(cases.map(({ personName }) => personName))).to.deep.equal(new Set(["Ana Costa"]));
    const others = await at.ask(
      at.ana.caller,
      "figures.cases",
      at.over({ slice: "cases", by: "agent", key: at.lin.personId }),
    );
    expect(others.cases).to.deep.equal([]);
    expect((await at.ask(at.ana.caller, "figures.messenger", at.over({}))).total.cases).to.equal(2);
    expect((await at.ask(at.ana.caller, "figures.waiting", at.over({}))).total.answered).to.equal(2);
    expect((await at.ask(at.ana.caller, "figures.trust", at.over({}))).total.given).to.equal(0);
  });

  it("are nobody's whose storefront does not exist, and of no period that ends before it begins or never ends", async () => {
    const missing = at.over({ storefrontId: newId() });
    expect((await refusalOf(at.ask(at.zhao.caller, "figures.outcomes", missing))).code).to.equal("not_found");
    const { input } = queryRegistry["figures.outcomes"];
    for (const bad of [
      { from: "2026-04-05", to: "2026-03-23" },
      { from: "2020-01-01", to: "2026-03-23" },
      { from: "2025-09-01", to: "2026-03-23", step: "day" },
      { from: "yesterday", to: "2026-03-23" },
      { by: "amount" },
    ]) {
      expect(input.safeParse(at.over(bad)).success, JSON.stringify(bad)).to.equal(false);
    }
  });

  it("say how much of a period was generated, and which of its cases", async () => {
    const share = (who: FigureScene["zhao"]) => at.ask(who.caller, "figures.generated", at.over({}));
    expect(await share(at.zhao)).to.deep.equal({ generated: 0, of: 8 });
    const { cases: before } = await at.ask(at.zhao.caller, "figures.cases", at.over({ slice: "cases" }));
    const [told] = before;
    if (told === undefined) throw new Error("no case");
    const id = newId().replace(/^(.{14})7/, "$18");
    const { storefrontId } = at;
    const made = { id, storefrontId, ticketId: told.ticketId, requesterId: newId(), createdAt: told.at };
    await at.house.save(keep.remedy(pastRemedy(made)));
    expect(await share(at.zhao)).to.deep.equal({ generated: 1, of: 9 });
    // It is nobody's own.
    expect((await share(at.ana)).generated).to.equal(0);
    const { cases } = await at.ask(at.zhao.caller, "figures.cases", at.over({ slice: "cases" }));
    expect(cases.filter(({ isGenerated }) => isGenerated).map((each) => each.id)).to.deep.equal([id]);
  });
});
