import { useStage } from "./stage.ts";

for (const cast of ["demo", "imported"] as const) {
  describe(`a department is asked, on ${cast} orders`, function () {
    const stage = useStage(this, { cast });

    it("answers in the ticket, is done, and the ticket is resolved and rated, with no reload", async () => {
      const { shopper: name, ...about } = stage.cast.asks;
      const shopper = await stage.shopper(name);
      const agent = await stage.staff("wang");
      const member = await stage.staff("chen");
      await member.page.getByText(/Nobody has asked your department/).waitFor();
      await shopper.openChat();
      await shopper.file({ ...about, reason: "Something else", wish: "Talk to someone" });
      await shopper.write("Are there 20 more of them for us this week?");

      await agent.openTicket("Unassigned", new RegExp(name));
      await agent.reply("One moment, I ask our warehouse.");
      await shopper.reads("One moment, I ask our warehouse.");
      await agent.page.getByRole("button", { name: /Ask a department/ }).click();
      const form = agent.page.getByRole("dialog");
      await form.getByRole("combobox", { name: "Department" }).click();
      await agent.page.getByRole("option", { name: "Warehouse" }).click();
      await form.getByLabel("Question").fill("Are 20 of them on the shelf?");
      await form.getByRole("button", { name: "Ask" }).click();
      await shopper.reads("We have asked Warehouse to help with this");

      await member.openTicket("Asked of us", new RegExp(name));
      await member.page
        .getByRole("textbox", { name: /Your answer to the question/ })
        .fill("24 are here, shelf B4.");
      await member.page.getByRole("button", { name: /^Send/ }).click();
      await agent.reads("24 are here, shelf B4.");
      await member.page.getByLabel("Result").fill("In stock");
      await member.page.getByRole("button", { name: "Finish with a result" }).click();
      await member.page.getByText(/Nobody has asked your department/).waitFor();
      await member.page.reload();
      await member.page.getByText("This ticket is not open to you").waitFor();
      await agent.reads("Warehouse is done");

      await agent.reply("Yes, 24 sets. I have kept 20 for you.");
      await agent.page.getByRole("button", { name: /^Resolve/ }).click();
      const rating = shopper.chat.getByRole("region", { name: "How did we do?" });
      await rating.getByRole("button", { name: "Very good" }).click();
      await rating.getByLabel("Would you like to add a sentence?").fill("Quick, thank you");
      await rating.getByRole("button", { name: "Add" }).click();
      await agent.reads("Rated 5 of 5");
      if ((await shopper.timeline.getByText("shelf B4").count()) > 0) {
        throw new Error("the shopper reads what departments write");
      }

      await shopper.write("One more question");
      await agent.reads("Reopened: the shopper wrote again");
    });
  });
}
