import { expect } from "chai";
import { phoneJpeg } from "../support/images.ts";
import { useStage } from "./stage.ts";

const mostTaps = 4;
const photo = async () => ({ name: "broken.jpg", mimeType: "image/jpeg", buffer: await phoneJpeg() });
/** A pattern with an amount in it as it is shown, whatever stands around it. */
const words = (pattern: string, shown = "") =>
  new RegExp(pattern.replace("AMOUNT", `.*${shown.replaceAll(/[.$]/g, "\\$&")}`));

for (const cast of ["demo", "imported"] as const) {
  describe(`a broken parcel is made good in one chat, on ${cast} orders`, function () {
    const stage = useStage(this, { cast });

    it("with a photo, by a refund within the agent's authority", async () => {
      const { shopper: name, typed, shown, ...about } = stage.cast.damage;
      const shopper = await stage.shopper(name);
      const agent = await stage.staff("lin");
      await shopper.openChat();
      const claim = { ...about, reason: "Broken", wish: "Money back", photo: await photo() };
      expect(await shopper.file(claim)).to.be.at.most(mostTaps);
      await agent.openTicket("Unassigned", words(name));
      await agent.page
        .getByRole("button", { name: /Photo 1/ })
        .first()
        .waitFor();
      await agent.panel.getByText(/You may refund up to/).waitFor();
      await agent.amount.fill(typed);
      await agent.give(words("Refund AMOUNT and tell", shown)).click();
      const card = shopper.chat.getByRole("region", { name: "Your refund" });
      await card.getByText(words("AMOUNT", shown)).first().waitFor();
      await card.getByText(/^Paid to/).waitFor();
      await agent.page.getByText("Settled").first().waitFor();
    });

    it("without a photo, for a trusted customer's small claim", async () => {
      const { shopper: name, shown, typed: _typed, ...about } = stage.cast.trusted;
      const shopper = await stage.shopper(name);
      await shopper.openChat();
      const claim = { ...about, reason: "Broken", wish: "Money back" };
      expect(await shopper.file(claim)).to.be.at.most(mostTaps);
      await shopper.chat.getByRole("region", { name: "Your report" }).waitFor();
      const agent = await stage.staff("lin");
      await agent.openTicket("Unassigned", words(name));
      await agent.panel.getByText(/You may refund up to/).waitFor();
      await agent.give(words("Refund AMOUNT and tell", shown)).click();
      await shopper.chat
        .getByRole("region", { name: "Your refund" })
        .getByText(/^Paid to/)
        .waitFor();
    });

    it("over the cap: asked for, approved by a supervisor, carried out and told, without a reload", async () => {
      const { shopper: name, typed, shown, ...about } = stage.cast.dear;
      const supervisor = await stage.staff("zhao");
      await supervisor.place("Approvals");
      const shopper = await stage.shopper(name);
      const agent = await stage.staff("lin");
      await shopper.openChat();
      await shopper.file({ ...about, reason: "Missing", wish: "Money back" });
      await agent.openTicket("Unassigned", words(name));
      await agent.amount.fill(typed);
      await agent.panel.getByText(/Your limit for one order is/).waitFor();
      await agent.panel.getByText(/can lift it/).waitFor();
      await agent.panel.getByLabel("Why it should be done").fill("It was not in the parcel");
      await agent.give(words("^Ask .* for AMOUNT", shown)).click();
      await shopper.chat.getByText("Waiting for an approval. We will tell you here.").waitFor();
      // Behind the one that the demo begins with: it has come by itself.
      await supervisor.page.getByText("1 of 2", { exact: true }).waitFor();
      await supervisor.page.getByRole("button", { name: "Next" }).click();
      const title = words("Lin Yue asks for a refund of AMOUNT", shown);
      await supervisor.page.getByRole("heading", { name: title }).waitFor();
      await supervisor.page.getByText("It was not in the parcel").waitFor();
      await supervisor.page
        .getByRole("button", { name: words("^Approve a refund of AMOUNT", shown) })
        .click();
      await shopper.chat
        .getByRole("region", { name: "Your refund" })
        .getByText(/^Paid to/)
        .waitFor();
      await agent.page
        .getByText(/approved by Zhao Min/)
        .first()
        .waitFor();
      await agent.page.getByText("Settled").first().waitFor();
    });

    it("by sending it again", async () => {
      const { shopper: name, ...about } = stage.cast.parcel;
      const shopper = await stage.shopper(name);
      const agent = await stage.staff("wang");
      await shopper.openChat();
      await shopper.file({ ...about, reason: "Broken", wish: "(A new one|New ones)" });
      await agent.openTicket("Unassigned", words(name));
      await agent.panel.getByText(/You may reship goods worth up to/).waitFor();
      await agent.give(/^Send again and tell/).click();
      const card = shopper.chat.getByRole("region", { name: "Your replacement" });
      await card.getByText(/^Sent: SF/).waitFor();
      await agent.page.getByText("Settled").first().waitFor();
    });

    it("once, when two agents press Grant at the same moment", async () => {
      const { shopper: name, typed, shown, ...about } = stage.cast.twins;
      const shopper = await stage.shopper(name);
      await shopper.openChat();
      await shopper.file({ ...about, reason: "Late", wish: "Money back" });
      const agents = [await stage.staff("lin"), await stage.staff("wang")];
      const grant = words("Refund AMOUNT and tell", shown);
      for (const agent of agents) {
        await agent.openTicket("Unassigned", words(name));
        // A part, so that the order has enough left for both of them.
        await agent.amount.fill(typed);
        await agent.give(grant).waitFor();
      }
      await Promise.all(agents.map((agent) => agent.give(grant).click()));
      const cards = shopper.chat.getByRole("region", { name: "Your refund" });
      for (const agent of agents) await agent.page.getByText("Settled").first().waitFor();
      await cards.first().waitFor();
      expect(await cards.count()).to.equal(1);
      const { reader } = stage.frontline().make;
      const paid = await reader.sql<{ n: number }>(
        "SELECT COUNT(*) AS `n` FROM `order_money` `m` JOIN `orders` `o` ON `o`.`id` = `m`.`orderId`" +
          " JOIN `customers` `c` ON `c`.`id` = `o`.`customerId` WHERE `m`.`source` = 'frontline' AND `c`.`name` = ?",
        [name],
      );
      expect(Number(paid[0]?.n)).to.equal(1);
    });
  });
}
