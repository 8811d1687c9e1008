import { expect } from "chai";
import { canaryPlace } from "../../backend/authority/releases.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { people } from "../../backend/staff/tables.ts";
import { phoneJpeg } from "../support/images.ts";
import { makePast, openBench } from "./bench.ts";
import { useStage } from "./stage.ts";

/** Who has bought enough, in the currency that a suggestion is about. */
const buyers = [
  { sign: "CN¥", shopper: "Chen Jing", order: "Cup set", item: "teapot" },
  { sign: "$", shopper: "James Carter", order: "Enamel pot", item: "Wool blanket" },
];
const exactly = (text: string) => text.replaceAll(/[.$]/g, "\\$&");
const mayRefund = (amount: string) => new RegExp(`You may refund up to ${exactly(amount)} here`);

/** Of a card such as "Refund for goods that are broken: raise CN¥300 to CN¥500". */
function toldBy(title: string) {
  const [, reason = "", from = "", to = ""] = /that are (\w+)[^:]*: raise (\S+) to (\S+)$/.exec(title) ?? [];
  const buyer = buyers.find(({ sign }) => from.startsWith(sign));
  if (buyer === undefined) throw new Error(`nobody buys what this is about: ${title}`);
  return { ...buyer, reason: reason.charAt(0).toUpperCase() + reason.slice(1), from, to };
}

describe("limits from a suggestion to everybody and back", function () {
  const stage = useStage(this, { prepare: makePast({ cases: 600, days: 80 }) });

  it("taken by one click, replayed, confirmed by a second, felt by an agent at work, and rolled back", async () => {
    const first = await openBench(await stage.staff("zhao"));
    await first.needSecond();
    await first.tab("Suggestions");
    const card = first.panel.getByRole("article").filter({ hasText: "People wait" }).first();
    const title = (await card.getByRole("heading").textContent()) ?? "";
    const { shopper: name, reason, from, to, ...about } = toldBy(title);

    const shopper = await stage.shopper(name);
    await shopper.openChat();
    const photo = { name: "broken.jpg", mimeType: "image/jpeg", buffer: await phoneJpeg() };
    await shopper.file({ ...about, reason, wish: "Money back", photo });
    const agent = await stage.staff("wang");
    await agent.openTicket("Unassigned", new RegExp(name));
    await agent.panel.getByText(mayRefund(from)).waitFor();
    let loads = 0;
    agent.page.on("load", () => {
      loads += 1;
    });

    await card.getByRole("button", { name: "Make it the draft" }).click();
    expect(await first.field("Name of the draft").inputValue()).to.equal(title);
    await first.panel.getByText(new RegExp(`up to ${exactly(to)} per order`)).waitFor();
    await first.replay();
    const saved = first.panel.getByRole("button", { name: /^Granted at once instead of waiting/ });
    const [, count = "0"] = /waiting(\d+)/.exec((await saved.textContent()) ?? "") ?? [];
    expect(Number(count)).to.be.above(0);
    await saved.click();
    const cases = first.dialog.getByRole("listitem").filter({ has: first.page.getByRole("link") });
    const more = first.dialog.getByRole("button", { name: "Load more" });
    const last = cases.nth(Number(count) - 1);
    await last.or(more).first().waitFor();
    while (!(await last.isVisible())) {
      await more.click();
      await last.or(more).first().waitFor();
    }
    const shown = await cases.allInnerTexts();
    expect(shown).to.have.lengthOf(Number(count));
    for (const each of shown) expect(each).to.contain("after an approval → at once");
    const link = cases.first().getByRole("link");
    const number = /#\d+/.exec((await link.textContent()) ?? "")?.[0] ?? "nothing";
    const other = await first.page.context().newPage();
    await other.goto(new URL((await link.getAttribute("href")) ?? "", first.page.url()).href);
    await other.getByRole("log", { name: "Conversation" }).waitFor();
    await other.getByText(number, { exact: true }).first().waitFor();
    await other.close();
    await first.dialog.getByRole("button", { name: "Close" }).click();

    await first.release("Live for everybody");
    await first.page.getByText("Another supervisor has to confirm it.").waitFor();
    expect(await first.button("Confirm it").count()).to.equal(0);
    await agent.panel.getByText(mayRefund(from)).waitFor();
    const second = await openBench(await stage.staff("admin"));
    await second.button("Confirm it").click();
    await agent.panel.getByText(mayRefund(to)).waitFor();
    await agent.panel.getByText(/has changed the limits/).waitFor();

    await first.rollBack(1);
    await agent.panel.getByText(mayRefund(from)).waitFor();
    expect(loads).to.equal(0);
  });

  describe("on trial", () => {
    const [late, personal] = ["Rule 2: Per order (CNY)", "Rule 3: Per order (USD)"];

    async function atWork(login: string, customer: string) {
      const agent = await stage.staff(login);
      await agent.openTicket("All open", new RegExp(customer));
      const may = (amount: string) => agent.panel.getByText(mayRefund(amount)).waitFor();
      return { ...agent, may };
    }
    async function drafted(limit: string, amount: string) {
      const bench = await openBench(await stage.staff("zhao"));
      await bench.currency(limit === late ? "CNY" : "USD");
      await bench.field(limit).fill(amount);
      await bench.save(`Up to ${amount}`);
      return bench;
    }

    it("decides silently in the shadow, and lists what it would have decided otherwise", async () => {
      const agent = await atWork("lin", "Zhang Wei");
      await agent.may("CN¥300");
      const bench = await drafted(late, "10");
      await bench.release("In the shadow");
      await bench
        .stage("Shadow")
        .getByText(/0 of 0 decisions differ/)
        .waitFor();
      await bench.button("Differences").click();
      await bench.dialog.getByText("No difference in 0 decisions").waitFor();

      await agent.may("CN¥300");
      await agent.amount.fill("20");
      await agent.give(/^Refund CN¥20 /).click();
      await agent.page.getByText("Settled").first().waitFor();

      await bench.dialog.getByText("1 of 1 decisions differ: 0 looser, 1 tighter").waitFor();
      const only = bench.dialog.getByRole("listitem");
      await only.getByText("at once → after an approval").waitFor();
      await only.getByText(/Lin Yue/).waitFor();
      await only.getByRole("link", { name: /Refund CN¥20$/ }).click();
      await bench.page.getByRole("heading", { name: /Zhang Wei/ }).waitFor();
      await bench.place("Limits");
      await bench.stage("Shadow").getByRole("button", { name: "End" }).click();
      await bench.dialog.getByRole("button", { name: "End the shadow" }).click();
      await bench.stage("Shadow").getByText("none").waitFor();
    });

    it("is felt by those whom the canary is for alone, until it is ended", async () => {
      const [chosen, other] = [await atWork("lin", "Sofia Rossi"), await atWork("wang", "Sofia Rossi")];
      const bench = await drafted(personal, "90");
      await bench.release("As a canary", async () => {
        await bench.dialog.getByRole("combobox", { name: "These people" }).click();
        await bench.page.getByRole("option", { name: "Lin Yue" }).click();
        await bench.page.keyboard.press("Escape");
        await bench.dialog.getByRole("slider").press("Home");
      });
      await bench
        .stage("Canary")
        .getByText(/: Lin Yue/)
        .waitFor();
      await chosen.may("$90");
      await other.may("$150");
      await bench.stage("Canary").getByRole("button", { name: "End" }).click();
      await bench.dialog.getByRole("button", { name: "End the canary" }).click();
      await chosen.may("$150");
    });

    it("reaches a share of all, each fixed to one side, and then everybody", async () => {
      const agents = [
        { name: "Lin Yue", ...(await atWork("lin", "Sofia Rossi")) },
        { name: "Wang Hao", ...(await atWork("wang", "Sofia Rossi")) },
      ];
      const bench = await drafted(personal, "80");
      const placeOf = await canaryPlaces();
      const places = agents.map(({ name }) => placeOf(name));
      // Just so great that the first of both is in it: the other is not, unless chance has put them in one place.
      const share = Math.min(...places) + 1;
      await bench.release("As a canary", async () => {
        const slider = bench.dialog.getByRole("slider");
        await slider.press("Home");
        for (let at = 0; at < share; at += 1) await slider.press("ArrowRight");
        await bench.dialog.getByText(`and ${share} % of all others`).waitFor();
      });
      await bench.stage("Canary").getByText(`${share} % of people`).waitFor();
      for (const [index, agent] of agents.entries()) {
        await agent.may((places[index] ?? 0) < share ? "$80" : "$150");
      }
      await bench.stage("Canary").getByRole("button", { name: "Go on" }).click();
      await bench.dialog.getByLabel("Live for everybody").check();
      await bench.dialog.getByRole("button", { name: "Put it live" }).click();
      for (const agent of agents) await agent.may("$80");
      await bench.stage("Canary").getByText("none").waitFor();
      await bench.button(/^Roll back to/).click();
      await bench.dialog.getByRole("button", { name: "Roll back" }).click();
      for (const agent of agents) await agent.may("$150");
    });

    async function canaryPlaces() {
      const { reader } = stage.frontline().app.database;
      const [shop] = await reader.many(storefronts, { take: 1 });
      const staff = await reader.many(people, { where: { role: "agent" }, take: 50 });
      return (name: string) =>
        canaryPlace(shop?.id ?? "", staff.find((person) => person.name === name)?.id ?? "");
    }
  });
});
