import { useStage } from "./stage.ts";

describe("goods that go back and forth", function () {
  const stage = useStage(this);

  it("are exchanged for another variant whose difference is waived, and the shopper's card settles", async () => {
    const { shopper: name, order, item } = stage.cast.trusted;
    const shopper = await stage.shopper(name);
    const agent = await stage.staff("lin");
    await shopper.openChat();
    await shopper.file({ order, item, reason: "Not as described", wish: "Exchange it" });
    await agent.openTicket("Unassigned", new RegExp(name));
    const { panel } = agent;
    // What was wished for is what the panel begins with; which variant is for the agent to say.
    await panel.getByText("Choose a variant").waitFor();
    await panel.getByRole("combobox", { name: "Send instead" }).click();
    await agent.page.getByRole("option", { name: /1\.5 l/ }).click();
    await panel.getByText("Waive the difference, or choose a variant that is not dearer").waitFor();
    await panel.getByRole("checkbox", { name: /dearer: waive the difference/ }).check();
    await panel.getByText(/You may give up to/).waitFor();
    await agent.give(/^Exchange .* and tell/).click();
    const card = shopper.chat.getByRole("region", { name: "Your exchange" });
    await card.getByText("1 × Glass kettle · 1.5 l").waitFor();
    await card.getByText(/^Sent: SF/).waitFor();
    await agent.page.getByText("Settled").first().waitFor();
    await agent.reads(/exchanged for 1 × Glass kettle · 1\.5 l/);
  });

  it("come back by a label, and are paid back once they are here, step by step on both screens", async () => {
    const { shopper: name, order, item } = stage.cast.parcel;
    const shopper = await stage.shopper(name);
    const agent = await stage.staff("wang");
    await shopper.openChat();
    await shopper.file({ order, item, reason: "I changed my mind", wish: "Send it back" });
    await agent.openTicket("Unassigned", new RegExp(item));
    await agent.panel.getByText(/You may give up to/).waitFor();
    await agent.give(/^Return and refund .* and tell/).click();
    const card = shopper.chat.getByRole("region", { name: "Your return" });
    await card.getByText(/Please send it back with this label: RT/).waitFor();
    await card.getByText("It has come back. Your money is on its way.").waitFor();
    await card.getByText(/^Paid to/).waitFor();
    await shopper.reads("Your return has reached us");
    await agent.reads(/The parcel has come back/);
    await agent.page.getByText("Settled").first().waitFor();
  });
});
