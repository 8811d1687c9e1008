import { expect } from "chai";
import type { Page } from "playwright-core";
import { useScene } from "../support/use-scene.ts";
import { chatOn, startWidgetScene, type WidgetScene } from "../support/widget-scene.ts";

describe("the widget on a bad line", () => {
  let scene: WidgetScene;
  useScene(startWidgetScene, (started) => {
    scene = started;
  });
  afterEach(function () {
    return scene.endTest(this.currentTest);
  });

  async function begin(words: string, prepare?: (page: Page) => Promise<void>) {
    const page = await scene.visitAsMei({ prepare });
    const chat = chatOn(page);
    await chat.open();
    await chat.newConversation();
    await chat.write(words);
    await chat.sent(words);
    return { page, chat, agent: await scene.agentOf(words) };
  }

  /** What the shopper has said in this ticket, as it is stored. */
  const said = async (agent: Awaited<ReturnType<WidgetScene["agentOf"]>>) =>
    (await agent.entries()).flatMap((entry) => (entry.kind === "message.sent" ? [entry.body.text] : []));

  it("says so, keeps what was written, and sends it once when it is back", async () => {
    const { page, chat, agent } = await begin("Before the tunnel");
    await page.context().setOffline(true);
    await chat.reads("No connection. What you write is kept");
    await chat.write("In the tunnel, one");
    await chat.write("In the tunnel, two");
    await chat.reads("Sent when you are back online");
    await page.context().setOffline(false);
    for (const number of ["one", "two"]) await chat.sent(`In the tunnel, ${number}`);
    await chat.panel.getByText("No connection.").waitFor({ state: "detached" });
    expect(await said(agent)).to.deep.equal([
      "Before the tunnel",
      "In the tunnel, one",
      "In the tunnel, two",
    ]);
    expect(await chat.timeline.getByText("In the tunnel, one").count()).to.equal(1);
  });

  it("stays under the hand of who goes on writing when the conversation gets its number", async () => {
    const page = await scene.visitAsMei();
    const chat = chatOn(page);
    await chat.open();
    await chat.newConversation();
    scene.line.shut();
    await chat.write("The first line");
    await chat.box.pressSequentially("In the mid");
    const box = await chat.box.elementHandle();
    scene.line.open();
    await chat.sent("The first line");
    await page.keyboard.type("st of a word");
    expect(await chat.box.inputValue()).to.equal("In the midst of a word");
    expect(await box?.evaluate((element) => element.isConnected)).to.equal(true);
    await page.reload();
    await chat.open();
    await chat.panel.getByRole("button", { name: /The first line/ }).click();
    expect(await chat.box.inputValue()).to.equal("In the midst of a word");
  });

  it("sends after a reload what was written offline, and keeps the draft", async () => {
    const { page, chat, agent } = await begin("Before the reload");
    scene.line.shut();
    await chat.write("Written offline");
    await chat.box.fill("A draft that was not sent");
    await chat.reads("No connection.");
    scene.line.open();
    await page.reload();
    await chat.open();
    await chat.panel.getByRole("button", { name: /Before the reload|Written offline/ }).click();
    await chat.sent("Written offline");
    expect(await chat.box.inputValue()).to.equal("A draft that was not sent");
    expect(await said(agent)).to.deep.equal(["Before the reload", "Written offline"]);
  });

  for (const when of ["before", "after"] as const) {
    it(`loses and doubles nothing when the line is cut ${when} the server has heard`, async () => {
      let cuts = 0;
      const prepare = (opened: Page) =>
        opened.routeWebSocket(/socket\.io/, (browserSide) => {
          const serverSide = browserSide.connectToServer();
          browserSide.onMessage((message) => {
            if (cuts > 0 || !message.includes("Cut this")) return serverSide.send(message);
            cuts += 1;
            if (when === "after") serverSide.send(message);
            serverSide.onMessage(() => undefined);
            void browserSide.close();
          });
        });
      const { chat, agent } = await begin(`Hello, cut ${when}`, prepare);
      await chat.write("Cut this");
      await chat.write("And go on");
      await chat.sent("And go on");
      expect(cuts).to.equal(1);
      expect(await said(agent)).to.deep.equal([`Hello, cut ${when}`, "Cut this", "And go on"]);
      expect(await chat.timeline.getByText("Cut this", { exact: true }).count()).to.equal(1);
    });
  }

  it("opens a conversation that was begun offline, with all that was written behind its first line", async () => {
    const page = await scene.visitAsMei();
    const chat = chatOn(page);
    await chat.open();
    await chat.reads("Hello Mei Lin");
    await page.context().setOffline(true);
    await chat.newConversation();
    await chat.write("Begun offline");
    await chat.write("Second line");
    await chat.panel.getByRole("button", { name: "Back" }).click();
    await chat.panel.getByRole("button", { name: /Begun offline/ }).click();
    await page.context().setOffline(false);
    for (const words of ["Begun offline", "Second line"]) await chat.sent(words);
    const agent = await scene.agentOf("Second line");
    expect(await said(agent)).to.deep.equal(["Begun offline", "Second line"]);
  });

  it("catches up with what was said while it was away", async () => {
    const { page, chat, agent } = await begin("I go away");
    await page.context().setOffline(true);
    await chat.reads("No connection.");
    for (const number of [1, 2, 3]) await agent.say(`While away ${number}`);
    await page.context().setOffline(false);
    await chat.reads("While away 3");
    const heard = await chat.timeline.getByText(/^While away/).allTextContents();
    expect(heard).to.deep.equal(["While away 1", "While away 2", "While away 3"]);
  });

  it("shows a message once in each of two tabs", async () => {
    const { page, chat, agent } = await begin("Two tabs");
    const second = chatOn(await scene.visit({ beside: page }));
    await second.open();
    await second.panel.getByRole("button", { name: /Two tabs/ }).click();
    await second.reads("Two tabs");
    await page.context().setOffline(true);
    await chat.write("From the first tab");
    await second.reads("From the first tab");
    await page.context().setOffline(false);
    for (const tab of [chat, second]) await tab.sent("From the first tab");
    expect(await said(agent)).to.deep.equal(["Two tabs", "From the first tab"]);
    for (const tab of [chat, second]) {
      await tab.reads("From the first tab");
      expect(await tab.timeline.getByText("From the first tab").count()).to.equal(1);
    }
  });
});
