import { expect } from "chai";
import { onEmbedded } from "../support/database.ts";
import type { StaffPage } from "../support/staff-page.ts";
import { useStage } from "./stage.ts";

const countIn = (agent: StaffPage, text: string) => agent.timeline.getByText(text, { exact: true }).count();

describe("a shopper's line that is cut in mid-message", function () {
  const stage = useStage(this, { lineOf: "shopper" });

  it("loses nothing and doubles nothing, also over a reload", async () => {
    const shopper = await stage.shopper("Zhang Wei");
    const agent = await stage.staff("lin");
    await shopper.openChat();
    await shopper.chat.getByRole("button", { name: /Write to us/ }).click();
    await shopper.write("first");
    await agent.openTicket("Unassigned", /first/);

    // The server has it; its answer is lost with the line.
    stage.line().cutNext({ words: "in the cut", when: "answered" });
    await shopper.write("in the cut");
    await agent.reads("in the cut");
    await shopper.sent("in the cut");
    expect(stage.line().cutCount()).to.equal(1);

    stage.line().shut();
    await shopper.chat.getByText(/No connection/).waitFor();
    await shopper.write("while away");
    await shopper.chat.getByText("Sent when you are back online", { exact: true }).waitFor();
    stage.line().open();
    await agent.reads("while away");
    await shopper.chat.getByText(/No connection/).waitFor({ state: "hidden" });

    stage.line().shut();
    await shopper.chat.getByText(/No connection/).waitFor();
    await shopper.write("before the reload");
    await shopper.chat.getByText("Sent when you are back online", { exact: true }).waitFor();
    await shopper.page.reload();
    stage.line().open();
    await shopper.page.reload();
    await agent.reads("before the reload");

    for (const text of ["first", "in the cut", "while away", "before the reload"]) {
      expect(await countIn(agent, text), text).to.equal(1);
    }
  });
});

describe("an agent's line that is cut in mid-message", function () {
  const stage = useStage(this, { lineOf: "staff" });

  it("loses nothing and doubles nothing", async () => {
    const shopper = await stage.shopper("Mei Tanaka");
    const agent = await stage.staff("wang");
    await shopper.openChat();
    await shopper.chat.getByRole("button", { name: /Write to us/ }).click();
    await shopper.write("Hello from Mei");
    await agent.openTicket("Unassigned", /Hello from Mei/);

    stage.line().cutNext({ words: "answer in the cut", when: "answered" });
    await agent.reply("answer in the cut");
    await shopper.reads("answer in the cut");
    expect(stage.line().cutCount()).to.equal(1);
    await agent.page.getByText(/^(Sent|Seen)$/).waitFor();

    stage.line().shut();
    await agent.page
      .getByText(/Reconnecting|You are offline/)
      .first()
      .waitFor();
    await agent.reply("answer while away");
    await agent.page.getByText("Waits for the connection").waitFor();
    stage.line().open();
    await shopper.reads("answer while away");
    await agent.page.getByText("Waits for the connection").waitFor({ state: "hidden" });

    for (const text of ["answer in the cut", "answer while away"]) {
      expect(await shopper.timeline.getByText(text, { exact: true }).count(), text).to.equal(1);
      expect(await countIn(agent, text), text).to.equal(1);
    }
  });

  // Ten seconds of waiting, which no engine has a part in.
  onEmbedded("or has fallen silent without being closed", () => {
    it("is renewed", async () => {
      const shopper = await stage.shopper("Sofia Rossi");
      const agent = await stage.staff("wang");
      await shopper.openChat();
      await shopper.chat.getByRole("button", { name: /Write to us/ }).click();
      await shopper.write("Hello from Sofia");
      await agent.openTicket("Unassigned", /Hello from Sofia/);

      stage.line().silence();
      await agent.reply("answer into the silence");
      await shopper.reads("answer into the silence");
      await agent.page.getByText(/^(Sent|Seen)$/).waitFor();
      expect(await countIn(agent, "answer into the silence")).to.equal(1);
    });
  });
});
