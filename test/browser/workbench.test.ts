import { expect } from "chai";
import { makeHistory } from "../../backend/demo/history/make-history.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import type { Frontline } from "../support/frontline.ts";
import type { StaffPage } from "../support/staff-page.ts";
import { useStage } from "./stage.ts";

/** Eighty days in which there is something to replay and to suggest. */
async function makePast({ app }: Frontline): Promise<void> {
  const [shop] = await app.database.reader.many(storefronts, { take: 1 });
  if (shop === undefined) throw new Error("the demo has no shop");
  const storefront = { id: shop.id, timeZone: shop.timeZone };
  const wish = { storefront, cases: 600, seed: 7, days: 80, until: Date.now() };
  await makeHistory(app.database.reader, app.execute, wish);
}

describe("the limits workbench", function () {
  const stage = useStage(this, { prepare: makePast });

  async function bench(login: string) {
    const staff = await stage.staff(login);
    await staff.place("Limits");
    await staff.page.getByRole("tablist").waitFor();
    return { ...staff, ...acts(staff) };
  }
  const acts = ({ page }: StaffPage) => ({
    field: (name: string) => page.getByLabel(name, { exact: true }),
    tab: (name: string) => page.getByRole("tab", { name }).click(),
    button: (name: string | RegExp) => page.getByRole("button", { name, exact: true }),
    currency: (code: string) => page.getByText(code, { exact: true }).click(),
    panel: page.getByRole("tabpanel"),
  });

  it("tunes a limit: replayed, released by two, felt by an agent without a reload, and rolled back", async () => {
    const agent = await stage.staff("lin");
    await agent.openTicket("Unassigned", /Sofia Rossi/);
    await agent.panel.getByText("You may refund up to $150 here").waitFor();

    const first = await bench("zhao");
    await first.button("Settings").click();
    await first.page.getByLabel("Widening needs a second supervisor").click();
    await first.page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await first.page.getByText("Saved", { exact: true }).waitFor();

    await first.currency("USD");
    await first.field("Rule 3: Per order (USD)").fill("155");
    await first.page.getByText("wider than now").first().waitFor();
    await first.tab("Changes");
    await first.panel.getByText("$155", { exact: true }).waitFor();
    await first.tab("Replay");
    await first.page.getByText("90 days", { exact: true }).click();
    await first.panel.getByRole("button", { name: "Replay" }).click();
    await first.panel.getByText(/cases would be answered/).waitFor();

    await first.button("Release…").click();
    await first.page.getByLabel("Live for everybody").check();
    await first.button("Put it live").click();
    await first.page.getByText("Another supervisor has to confirm it.").waitFor();
    expect(await first.button("Confirm it").count()).to.equal(0);

    const second = await bench("admin");
    await second.button("Confirm it").click();
    await agent.panel.getByText(/You may refund up to \$155 here/).waitFor();
    await agent.panel.getByText(/has changed the limits/).waitFor();

    await first.button(/^Roll back to/).click();
    await first.page.getByRole("dialog").getByRole("button", { name: "Roll back" }).click();
    await agent.panel.getByText(/You may refund up to \$150 here/).waitFor();
  });

  it("moves a limit along its curve, and the sentence follows", async () => {
    const { page, field, tab, currency, panel } = await bench("zhao");
    await currency("CNY");
    await field("Rule 1: Per order (CNY)").focus();
    await tab("Curve");
    await page.getByText("90 days", { exact: true }).click();
    await panel.getByRole("button", { name: "Draw the curve" }).click();
    const point = panel.getByRole("slider", { name: "Limit in the draft" });
    const before = await point.getAttribute("aria-valuenow");
    await point.press("ArrowLeft");
    await page.getByText("1 rule changed").waitFor();
    const after = await point.getAttribute("aria-valuenow");
    expect(Number(after)).to.be.below(Number(before));
    expect(await field("Rule 1: Per order (CNY)").inputValue()).to.contain(
      (Number(after) / 100).toLocaleString("en-US"),
    );
  });

  it("makes a suggestion the draft by one click", async () => {
    const { page, button, tab, panel } = await bench("zhao");
    await tab("Suggestions");
    const card = panel.getByRole("article").first();
    await card.waitFor({ state: "attached" });
    if (!(await card.isVisible())) await panel.locator("summary").click();
    const title = (await card.getByRole("heading").textContent()) ?? "";
    await card.getByRole("button", { name: "Make it the draft" }).click();
    expect(await page.getByLabel("Name of the draft").inputValue()).to.equal(title);
    await page.getByText(/1 rule changed · not saved/).waitFor();
    await button("Save").click();
    await page.getByText(/1 rule changed · saved/).waitFor();
  });

  it("overwrites nothing when two supervisors edit one draft", async () => {
    const first = await bench("zhao");
    const name = "Rule 2: Per order (CNY)";
    await first.currency("CNY");
    await first.field(name).fill("260");
    await first.page.getByLabel("Name of the draft").fill("Late parcels");
    await first.button("Save").click();
    await first.page.getByText(/· saved/).waitFor();

    const second = await bench("admin");
    await second.currency("CNY");
    await second.button(/^In force/).click();
    await second.page.getByRole("menuitem", { name: /Late parcels/ }).click();
    await second.field(name).fill("250");
    await first.field(name).fill("270");
    await first.button("Save").click();

    const told = second.page.getByRole("alert").filter({ hasText: /Zhao Min saved this draft/ });
    await told.getByText("CN¥250", { exact: true }).waitFor();
    expect(await second.field(name).inputValue()).to.match(/^(CN¥)?250$/);
    expect(await second.button("Save").isDisabled()).to.equal(true);
    await told.getByRole("button", { name: "Keep mine as a draft of its own" }).click();
    await told.waitFor({ state: "detached" });
    await first.button("Draft").click();
    await first.page.getByRole("menuitem", { name: /Late parcels \(mine\)/ }).waitFor();
    expect(await first.field(name).inputValue()).to.equal("CN¥270");
  });

  it("grows a sentence by phrases, and says what is wrong with it while one types", async () => {
    const { page, field, button } = await bench("zhao");
    await button("Rule 2: Condition").click();
    await page.getByRole("menuitemcheckbox", { name: "Earlier claims" }).click();
    await field("Rule 2: Earlier claims, number").fill("1");
    await page.getByText("the customer had at most").waitFor();
    await field("Rule 2: may or may not")
      .or(field("Rule 2: Who and why, may or may not"))
      .selectOption("refuse");
    await page.getByText("The agent reads: “").waitFor();
    await button(/^Rule 2: Who and why, reasons/).click();
    const reasons = page.getByRole("dialog");
    await reasons.waitFor();
    const ticked = reasons.getByRole("checkbox", { checked: true });
    while ((await ticked.count()) > 0) await ticked.first().uncheck();
    await page.keyboard.press("Escape");
    await button("Rule 2: Condition").click();
    await page.getByRole("menuitemcheckbox", { name: "Earlier claims" }).click();
    await button("Rule 2: Condition").click();
    await page.getByRole("menuitemcheckbox", { name: "Verified orders only" }).click();
    await page
      .getByText(/refuses all that this one is about/)
      .first()
      .waitFor();
    expect(await button("Release…").isDisabled()).to.equal(true);
  });
});
