import { expect } from "chai";
import { makePast, openBench } from "./bench.ts";
import { useStage } from "./stage.ts";

describe("the limits workbench", function () {
  const stage = useStage(this, { prepare: makePast({ cases: 600, days: 80 }) });
  const bench = async (login: string) => openBench(await stage.staff(login));

  it("says what a figure makes different while one types it, and what it would have changed", async () => {
    const { page, panel, ...first } = await bench("zhao");
    await first.currency("USD");
    await first.field("Rule 3: Per order (USD)").fill("155");
    await page.getByText("wider than now").first().waitFor();
    await first.tab("Changes");
    await panel.getByText("$155", { exact: true }).waitFor();
    await first.replay();
    await first
      .stage("Replay")
      .getByText(/cases change in 90 days/)
      .waitFor();
    await first.field("Rule 3: Per order (USD)").fill("140");
    await panel.getByText("The draft has changed since. These numbers are of how it was.").waitFor();
    await first.stage("Replay").getByText("not replayed").waitFor();
    await first.button("Discard").click();
    await first.button(/^In force/).waitFor();
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
    await page.getByText("The agent reads:").waitFor();
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

  it("tells that other limits are in force since a draft was begun, and takes them in", async () => {
    const [mine, theirs] = ["Rule 2: Per order (CNY)", "Rule 1: Per order (CNY)"];
    const first = await bench("zhao");
    await first.currency("CNY");
    await first.field(mine).fill("240");
    await first.save("Fewer for late parcels");
    const second = await bench("admin");
    await second.currency("CNY");
    await second.field(theirs).fill("280");
    await second.release("Live for everybody");

    const told = first.page.getByRole("alert").filter({ hasText: /Gao Yuan put version \d+ in force/ });
    await told.getByText("CN¥280", { exact: true }).first().waitFor();
    await told.getByText("CN¥240", { exact: true }).waitFor();
    expect(await first.button("Release…").isDisabled()).to.equal(true);
    await told.getByRole("button", { name: "Take their changes into my draft" }).click();
    await told.waitFor({ state: "detached" });
    expect(await first.field(theirs).inputValue()).to.equal("CN¥280");
    await first.page.getByText("1 rule changed · not saved").waitFor();
    await first.button("Save").click();
    await first.page.getByText("1 rule changed · saved").waitFor();
    await first.release("Live for everybody");

    // Version 3 was made of what version 2 had brought; another is made of version 1 again.
    await second.rollBack(2);
    await second.rollBack(1);
    await second.tab("History");
    await second.field(theirs).fill("270");
    await second.release("Live for everybody");
    const newest = second.panel.getByRole("listitem").filter({ hasText: "Version 4" }).first();
    await newest.getByRole("button", { name: "What changed" }).click();
    await second.panel.getByText(/^Against version 1, which was in force when it was made/).waitFor();
    await second.panel.getByText("CN¥300", { exact: true }).waitFor();
    await second.panel.getByText("CN¥270", { exact: true }).waitFor();
    expect(await second.panel.getByText("CN¥280", { exact: true }).count()).to.equal(0);
  });

  it("refuses at publish what nobody could answer by then, and says which rule and why", async () => {
    const supervisor = await bench("zhao");
    await supervisor.field("Rule 2: Who and why, may or may not").selectOption("approval");
    await supervisor.button(/^Rule 2: Who is asked/).click();
    await supervisor.page.getByRole("combobox", { name: "Step 1" }).click();
    await supervisor.page.getByRole("option", { name: "He Ping" }).click();
    await supervisor.page.keyboard.press("Escape");
    await supervisor.button("Release…").click();
    await supervisor.dialog.getByLabel("Live for everybody").check();

    const admin = await stage.staff("admin");
    await admin.place("Admin");
    await admin.page.getByRole("button", { name: "Change: He Ping" }).click();
    await admin.page.getByRole("dialog").getByLabel("Active").click();
    await admin.page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await admin.page.getByRole("dialog").waitFor({ state: "detached" });

    await supervisor.dialog.getByRole("button", { name: "Put it live" }).click();
    await supervisor.page.getByText(/rule 2: nobody could answer one of its approvals/).waitFor();
    await supervisor.dialog.getByRole("button", { name: "Not yet" }).click();
    await supervisor.page.getByText("Nobody could answer one of its approvals", { exact: true }).waitFor();
    expect(await supervisor.button("Release…").isDisabled()).to.equal(true);
  });

  it("takes times in the storefront's zone, wherever the supervisor is", async () => {
    const away = await openBench(await stage.staff("zhao", { timezoneId: "America/New_York" }));
    await away.button("Rule 1: For a time").click();
    await away.page.getByRole("menuitem", { name: "Other amounts for a time" }).click();
    await away.field("Rule 1: For a time, from").fill("2027-11-11T00:00");
    await away.field("Rule 1: For a time, until").fill("2027-11-12T00:00");
    await away.tab("Changes");
    await away.panel.getByText(/from Nov 11, 2027, 00:00 GMT\+8 until Nov 12, 2027, 00:00 GMT\+8/).waitFor();
    await away.save("Singles' day");
    const here = await openBench(await stage.staff("admin", { timezoneId: "Europe/Berlin" }));
    await here.button(/^In force/).click();
    await here.page.getByRole("menuitem", { name: /Singles' day/ }).click();
    expect(await here.field("Rule 1: For a time, from").inputValue()).to.equal("2027-11-11T00:00");
  });
});
