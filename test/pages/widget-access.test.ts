import { expect } from "chai";
import type { BrowserContextOptions, Page } from "playwright-core";
import { violationsOn } from "../support/browser.ts";
import { plainJpeg } from "../support/images.ts";
import { useScene } from "../support/use-scene.ts";
import { chatOn, desktop, phone, startWidgetScene, type WidgetScene } from "../support/widget-scene.ts";

describe("the widget for everybody", () => {
  let scene: WidgetScene;
  let order: Awaited<ReturnType<WidgetScene["scene"]["makeOrder"]>>;
  useScene(startWidgetScene, async (started) => {
    scene = started;
    order = await scene.scene.makeOrder();
  });
  afterEach(function () {
    return scene.endTest(this.currentTest);
  });

  /** Animations change colours and places while axe looks. */
  const looks: { name: string; lang: string; browser: BrowserContextOptions }[] = [
    { name: "a light phone in English", lang: "en", browser: { ...phone, colorScheme: "light" } },
    { name: "a dark desktop in Chinese", lang: "zh-CN", browser: { ...desktop, colorScheme: "dark" } },
  ];

  /** No violation, and on a phone nothing that is wider than the screen. */
  async function isFine(page: Page, where: string) {
    expect(await violationsOn(page), where).to.deep.equal([]);
    const wider = await page.locator("#frontline .panel").evaluate((panel) => {
      const edge = panel.getBoundingClientRect().right + 1;
      return [...panel.querySelectorAll("*")]
        .filter(
          (each) =>
            each.getBoundingClientRect().right > edge && getComputedStyle(each).position !== "absolute",
        )
        .map((each) => each.className.toString());
    });
    expect(wider, `${where}: wider than the panel`).to.deep.equal([]);
  }

  /** Everything that is tapped is at least 24 px, and what stands alone 44 px, on its shorter side. */
  async function smallTargets(page: Page): Promise<string[]> {
    return page.locator("#frontline .panel").evaluate((panel) =>
      [...panel.querySelectorAll<HTMLElement>("button, label:has(input[type=checkbox])")]
        .filter((each) => each.offsetParent !== null && !each.matches(".link, .remove, .again"))
        .filter((each) => Math.min(each.offsetWidth, each.offsetHeight) < 44)
        .map((each) => `${each.className || each.textContent} ${each.offsetWidth}x${each.offsetHeight}`),
    );
  }

  for (const { name, lang, browser } of looks) {
    it(`has no violation on any screen on ${name}`, async () => {
      const page = await scene.visitAsMei({ lang, browser: { ...browser, reducedMotion: "reduce" } });
      const { panel, launcher, timeline } = chatOn(page);
      const check = async (where: string) => {
        await isFine(page, where);
        expect(await smallTargets(page), where).to.deep.equal([]);
      };
      await launcher.click();
      await panel.locator(".act").first().waitFor();
      await panel.getByText("Mei Lin").waitFor();
      await check("home");
      await panel.locator(".act").nth(1).click();
      await check("a new conversation");
      const photo = { name: "cup.jpg", mimeType: "image/jpeg", buffer: await plainJpeg() };
      await panel.locator(".composer input[type=file]").setInputFiles(photo);
      await panel.locator(".tile .remove").waitFor();
      await check("a photo to be sent");
      await panel.locator("textarea").fill(`Look, ${name}. https://shop.example/`);
      await panel.locator(".send").click();
      await panel.locator(".mark").waitFor();
      await panel.locator(".photos button").click();
      await panel.locator(".viewer img").waitFor();
      expect(await violationsOn(page), "a photo, large").to.deep.equal([]);
      await page.keyboard.press("Escape");
      const agent = await scene.agentOf(`Look, ${name}`);
      await agent.give("order.attach", { orderNumber: order.order.number });
      const { personId } = scene.scene.people.agent;
      await agent.give("ticket.assign", { assigneeId: personId });
      const request = {
        ticketId: agent.ticketId,
        orderId: order.order.id,
        reason: "broken",
        currency: "CNY",
      };
      const refund = { ...request, remedy: "refund", amountMinor: 1200, lines: [] };
      await agent.give("remedy.grant", { request: refund, tell: "I have refunded it." });
      await agent.give("remedy.request", { request: { ...refund, amountMinor: 9000 }, because: "please" });
      await timeline.locator(".remedy.asked").waitFor();
      await check("remedies");
      await panel.locator("header .icon").first().click();
      await panel.locator(".ticket").first().waitFor();
      await check("home with conversations");
      await panel.locator(".act").first().click();
      await panel.locator(".item").first().waitFor();
      await check("items and reason");
      await panel.locator(".item label").first().click();
      await check("an item chosen");
      await panel.locator(".reasons button").first().click();
      await panel.locator(".choice").first().waitFor();
      await check("what would help");
    });
  }

  it("has no violation where it asks for order and e-mail, and on the launcher alone", async () => {
    const page = await scene.visit({ browser: { ...phone, reducedMotion: "reduce" } });
    expect(await violationsOn(page), "the launcher").to.deep.equal([]);
    const chat = chatOn(page);
    await chat.open();
    await chat.panel.getByRole("button", { name: /Something is wrong/ }).click();
    await chat.panel.getByRole("button", { name: "Find it" }).click();
    await chat.reads("Please fill this in.");
    await isFine(page, "find an order");
  });

  it("asks for the rating and shows that it is offline without a violation", async () => {
    const page = await scene.visitAsMei({ browser: { ...phone, reducedMotion: "reduce" } });
    const chat = chatOn(page);
    await chat.open();
    await chat.newConversation();
    await chat.write("Please resolve this");
    await chat.sent("Please resolve this");
    await (await scene.agentOf("Please resolve this")).give("ticket.resolve", {});
    await chat.panel.getByRole("button", { name: "Very good" }).click();
    await isFine(page, "the rating");
    await page.context().setOffline(true);
    await chat.write("While offline");
    await chat.reads("No connection.");
    await isFine(page, "offline");
  });

  it("is worked by keys alone, gives the focus back, and keeps it on a sheet that covers the page", async () => {
    const page = await scene.visitAsMei({ browser: { ...phone, hasTouch: false, isMobile: false } });
    const chat = chatOn(page);
    await chat.launcher.focus();
    await page.keyboard.press("Enter");
    await chat.panel.locator(".act").first().waitFor();
    const place = () =>
      page.evaluate(() => {
        const inside = document.querySelector("#frontline")?.shadowRoot?.activeElement;
        return inside === null || inside === undefined ? "the page" : (inside.getAttribute("class") ?? "");
      });
    expect(await place()).to.equal("panel");
    const visited = new Set<string>();
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press("Tab");
      visited.add(await place());
    }
    expect([...visited]).not.to.include("the page");
    expect([...visited]).to.include("act first");
    await page.keyboard.press("Escape");
    await chat.panel.waitFor({ state: "hidden" });
    expect(await place()).to.equal("launcher");
  });

  it("lets the keys leave the panel where it stands beside the page", async () => {
    const page = await scene.visitAsMei();
    const chat = chatOn(page);
    await chat.open();
    await chat.panel.locator(".act").first().waitFor();
    let isOut = false;
    for (let presses = 0; presses < 15 && !isOut; presses += 1) {
      await page.keyboard.press("Tab");
      isOut = await page.evaluate(() => {
        const active = document.querySelector("#frontline")?.shadowRoot?.activeElement;
        return active === null || active?.className === "launcher";
      });
    }
    expect(isOut).to.equal(true);
  });
});
