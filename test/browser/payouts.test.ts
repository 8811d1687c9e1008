import { expect } from "chai";
import { update } from "../../backend/core/database/writes.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import type { Part } from "./cast.ts";
import { useStage } from "./stage.ts";

describe("payouts that finance carries out by hand", function () {
  const stage = useStage(this);

  async function payByHand(): Promise<void> {
    const { make } = stage.frontline();
    await make.save(update(storefronts, { key: "demo" }, { merchantAdapter: "manual", merchantUrl: null }));
  }

  /** A promised refund, as its shopper and its agent see it. */
  async function promised({ shopper: name, ...about }: Part, typed: string) {
    await payByHand();
    const shopper = await stage.shopper(name);
    const agent = await stage.staff("lin");
    await shopper.openChat();
    await shopper.file({ ...about, reason: "Late", wish: "Money back" });
    await agent.openTicket("Unassigned", new RegExp(name));
    await agent.panel.getByText(/You may refund up to/).waitFor();
    await agent.amount.fill(typed);
    await agent.give(/^Refund .* and tell/).click();
    const card = shopper.chat.getByRole("region", { name: "Your refund" });
    await card.getByText(/Being paid since/).waitFor();
    return { card, agent };
  }

  it("are booked as paid from the list, and only then called paid to the shopper", async () => {
    const { card, agent } = await promised(stage.cast.twins, "12.50");
    const finance = await stage.staff("qian");
    await finance.place("Payouts");
    const row = finance.page.getByRole("row", { name: /¥12\.50/ });
    await row.getByRole("button", { name: "Book" }).click();
    expect(await card.getByText(/^Paid to/).count(), "not before it is booked").to.equal(0);
    const form = finance.page.getByRole("dialog");
    const book = form.getByRole("button", { name: "Book as paid" });
    expect(await book.isDisabled(), "without the bank's number").to.equal(true);
    await form.getByLabel("Reference").fill("bank 4711");
    await form.getByLabel("What the shopper reads").fill("card ••12");
    await book.click();
    await row.waitFor({ state: "detached" });
    await card.getByText("Paid to card ••12").waitFor();
    await agent.page.getByText("Settled").first().waitFor();
  });

  it("are booked as not possible with the reason, which the agent reads and the shopper does not", async () => {
    const { card, agent } = await promised(stage.cast.trusted, "13.20");
    const finance = await stage.staff("qian");
    await finance.place("Payouts");
    const row = finance.page.getByRole("row", { name: /¥13\.20/ });
    await row.getByRole("button", { name: "Book" }).click();
    const form = finance.page.getByRole("dialog");
    await form.getByText("Not possible", { exact: true }).click();
    await form.getByLabel("Why it is not possible").fill("The account is closed");
    await form.getByRole("button", { name: "Book as not possible" }).click();
    await row.waitFor({ state: "detached" });
    await agent.page.getByText("The account is closed").first().waitFor();
    expect(await card.getByText(/^Paid to|account is closed/).count()).to.equal(0);
  });
});
