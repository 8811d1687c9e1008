import { expect } from "chai";
import type { Page } from "playwright-core";
import { useScene } from "../support/use-scene.ts";
import { chatOn, startWidgetScene, type WidgetScene } from "../support/widget-scene.ts";

describe("who the shopper is, in the widget", () => {
  let scene: WidgetScene;
  useScene(startWidgetScene, (started) => {
    scene = started;
  });
  afterEach(function () {
    return scene.endTest(this.currentTest);
  });

  const stored = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage }));
  const address = (calls: unknown[][] = []) => scene.shop.address({ key: scene.scene.storefront.key, calls });

  async function talkAsMei(words: string) {
    const page = await scene.visitAsMei();
    const chat = chatOn(page);
    await chat.open();
    await chat.newConversation();
    await chat.write(words);
    await chat.sent(words);
    await chat.panel.getByRole("button", { name: "Back" }).click();
    await chat.panel.getByRole("button", { name: words }).waitFor();
    return { page, chat };
  }

  function otherToken(): Promise<string> {
    const { shopper, customer } = scene.scene.shoppers.otherShopper;
    return scene.token({ sub: shopper.subject, email: customer.email, name: customer.name });
  }

  it("shows nothing of one person to the next who signs in at this browser", async () => {
    const { page, chat } = await talkAsMei("Mei's secret kettle");
    await page.goto(address([["identify", await otherToken()]]));
    await chat.open();
    await chat.reads("Hello Bo Other");
    await chat.reads("Nothing here yet.");
    expect(await chat.panel.getByText("Mei's secret kettle").count()).to.equal(0);
    expect(await stored(page)).not.to.contain("Mei Lin");
  });

  it("changes with the page while it is open", async () => {
    const { page, chat } = await talkAsMei("Mei is still here");
    await page.evaluate((token) => window.Frontline?.identify(token), await otherToken());
    await chat.reads("Hello Bo Other");
    expect(await chat.panel.getByText("Mei is still here").count()).to.equal(0);
  });

  it("forgets who signs out, also where the chat is never opened again", async () => {
    const { page } = await talkAsMei("Forget me");
    await page.goto("about:blank");
    await page.goto(address([["identify", null]]));
    await chatOn(page).launcher.waitFor();
    expect(await stored(page)).to.equal("{}");
    await chatOn(page).open();
    await chatOn(page).reads("Nothing here yet.");
  });

  it("forgets in every tab who signs out in one", async () => {
    const { page, chat } = await talkAsMei("Open in two tabs");
    const second = await scene.visit({ beside: page, calls: [["identify", null]] });
    await chatOn(second).open();
    await chatOn(second).reads("Nothing here yet.");
    await chat.panel.getByText("Open in two tabs").waitFor({ state: "detached" });
    await chat.reads("Nothing here yet.");
  });

  it("keeps an anonymous shopper's conversation on pages that know nobody", async () => {
    const page = await scene.visit({ calls: [["identify", null]] });
    const chat = chatOn(page);
    await chat.open();
    await chat.newConversation();
    await chat.write("Nobody asks about cups");
    await chat.sent("Nobody asks about cups");
    await page.reload();
    await chat.open();
    await chat.panel.getByRole("button", { name: /Nobody asks about cups/ }).waitFor();
  });

  it("takes an anonymous conversation along when its shopper signs in", async () => {
    const page = await scene.visit();
    const chat = chatOn(page);
    await chat.open();
    await chat.newConversation();
    await chat.write("Before I signed in");
    await chat.sent("Before I signed in");
    await page.goto(address([["identify", await scene.token()]]));
    await chat.open();
    await chat.reads("Hello Mei Lin");
    await chat.panel.getByRole("button", { name: /Before I signed in/ }).waitFor();
  });

  it("asks for no new session on every page, though the shop signs a new token for each", async () => {
    const { page, chat } = await talkAsMei("From page to page");
    const asked: string[] = [];
    page.on(
      "request",
      (request) => request.url().endsWith("/api/widget/session") && asked.push(request.method()),
    );
    for (const words of ["One", "Two"]) {
      await page.goto(address([["identify", await scene.token()]]));
      await chat.open();
      await chat.panel.getByRole("button", { name: /From page to page|One/ }).click();
      await chat.write(words);
      await chat.sent(words);
    }
    expect(asked).to.deep.equal([]);
  });

  it("gets a new session where the old one is worth nothing any more", async () => {
    const page = await scene.visit();
    const chat = chatOn(page);
    await chat.open();
    await chat.reads("Nothing here yet.");
    await page.evaluate((name) => {
      const record = JSON.parse(localStorage.getItem(name) ?? "{}");
      record.session.bearer = "no longer known";
      localStorage.setItem(name, JSON.stringify(record));
    }, `frontline:${scene.scene.storefront.key}`);
    await page.reload();
    await chat.open();
    await chat.newConversation();
    await chat.write("Still able to write");
    await chat.sent("Still able to write");
  });

  it("keeps the draft of a conversation that is not begun over a reload", async () => {
    const page = await scene.visitAsMei();
    const chat = chatOn(page);
    await chat.open();
    await chat.newConversation();
    await chat.box.fill("I was about to say");
    await page.reload();
    await chat.open();
    await chat.newConversation();
    expect(await chat.box.inputValue()).to.equal("I was about to say");
    await chat.panel.getByRole("button", { name: "Send", exact: true }).click();
    await chat.sent("I was about to say");
    await chat.panel.getByRole("button", { name: "Back" }).click();
    await chat.newConversation();
    expect(await chat.box.inputValue()).to.equal("");
  });
});
