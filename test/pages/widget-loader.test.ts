import { expect } from "chai";
import { useScene } from "../support/use-scene.ts";
import { chatOn, startWidgetScene, type WidgetScene } from "../support/widget-scene.ts";

describe("the widget's loader", () => {
  let scene: WidgetScene;
  useScene(startWidgetScene, (started) => {
    scene = started;
  });
  afterEach(function () {
    return scene.endTest(this.currentTest);
  });

  it("asks for nothing and stores nothing before the click", async () => {
    const page = await scene.screens.open();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    page.on("websocket", () => asked.push("socket"));
    await page.goto(scene.shop.address({ key: scene.scene.storefront.key }));
    await page.locator("#frontline .launcher").waitFor();
    await page.waitForLoadState("networkidle");
    expect(asked).to.deep.equal(["/", "/calls.js", "/widget.js"]);
    const left = await page.evaluate(() => ({
      frames: document.querySelectorAll("iframe").length,
      cookies: document.cookie,
      stored: { ...localStorage, ...sessionStorage },
    }));
    expect(left).to.deep.equal({ frames: 0, cookies: "", stored: {} });
    expect(await page.context().cookies()).to.deep.equal([]);
  });

  it("works under the policy that the README gives the shop, without a complaint", async () => {
    const page = await scene.visitAsMei();
    const chat = chatOn(page);
    await chat.open();
    await chat.reads("How can we help?");
    await chat.newConversation();
    await chat.write("Hello");
    await chat.sent("Hello");
    expect(scene.complaints).to.deep.equal([]);
    expect(await page.context().cookies()).to.deep.equal([]);
  });

  it("keeps the calls that the page made before it was there", async () => {
    const token = await scene.token();
    const page = await scene.visit({ calls: [["identify", token], ["open"]] });
    await chatOn(page).reads("Hello Mei Lin");
  });

  it("tells the page what happens", async () => {
    const page = await scene.visitAsMei();
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const event of ["open", "close"] as const) window.Frontline?.on(event, () => heard.push(event));
      window.Frontline?.open();
    });
    await chatOn(page).panel.waitFor();
    await page.evaluate(() => window.Frontline?.close());
    await chatOn(page).panel.waitFor({ state: "hidden" });
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).to.deep.equal([
      "open",
      "close",
    ]);
  });

  it("says in the browser's console why a token was rejected, and stays anonymous", async () => {
    const page = await scene.visit({ calls: [["identify", await scene.token({ exp: 1 })]] });
    await chatOn(page).open();
    await chatOn(page).reads("Hello");
    await page.waitForFunction(() => localStorage.length > 0);
    expect(scene.complaints.join("\n")).to.match(/identity token was rejected/);
    expect(await chatOn(page).panel.getByText("Mei Lin").count()).to.equal(0);
  });

  it("takes the shop's colour, side and language from the tag, and the page's language without", async () => {
    const page = await scene.visit({ tag: { accent: "#b5179e", position: "left", locale: "zh-CN" } });
    const { launcher } = chatOn(page);
    const look = await launcher.evaluate((button) => ({
      colour: getComputedStyle(button).backgroundColor,
      isLeft: button.getBoundingClientRect().left < innerWidth / 2,
      label: button.ariaLabel,
    }));
    expect(look).to.deep.equal({ colour: "rgb(181, 23, 158)", isLeft: true, label: "联系客服" });
    const other = await scene.visit({ lang: "zh" });
    expect(await chatOn(other).launcher.getAttribute("aria-label")).to.equal("联系客服");
  });

  it("takes colour and side from the storefront where the tag has none", async () => {
    const page = await scene.visit();
    const chat = chatOn(page);
    await chat.open();
    await chat.reads("Tea & Cups");
    const colour = await chat.launcher.evaluate((button) => getComputedStyle(button).backgroundColor);
    expect(colour).to.equal("rgb(10, 125, 90)");
  });

  it("says that it is not available where the page may not use the key", async () => {
    const page = await scene.visit({ key: "nobody-knows-this-key" });
    await chatOn(page).open();
    await chatOn(page).reads("This chat is not available on this page.");
    expect(scene.complaints.join("\n")).to.match(/knows neither/);
  });

  it("comes back by itself where a conversation is open, with its unread lines", async () => {
    const page = await scene.visitAsMei();
    const chat = chatOn(page);
    await chat.open();
    await chat.newConversation();
    await chat.write("Is anybody there?");
    await chat.sent("Is anybody there?");
    await page.goto("about:blank");
    const agent = await scene.agentOf("Is anybody there?");
    await agent.say("Yes, I am");
    await page.goto(scene.shop.address({ key: scene.scene.storefront.key }));
    await chat.launcher.getByText("1").waitFor();
    expect(await chat.launcher.getAttribute("aria-label")).to.equal("Chat with us (1 unread)");
    await chat.open();
    await chat.panel.getByRole("button", { name: /1 unread/ }).click();
    await chat.reads("Yes, I am");
    await chat.panel.getByRole("button", { name: "Close the chat" }).click();
    expect(await chat.launcher.getAttribute("aria-label")).to.equal("Chat with us");
  });
});
