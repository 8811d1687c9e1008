import { expect } from "chai";
import type { Page } from "playwright-core";
import { newId } from "../../backend/core/ids.ts";
import { useScene } from "../support/use-scene.ts";
import { chatOn, startWidgetScene, type WidgetScene } from "../support/widget-scene.ts";

const secret = "My address is Tea Street 1";
const stored = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage }));
const identify = (page: Page, token: string | null) =>
  page.evaluate((given) => window.Frontline?.identify(given), token);

describe("a browser that changes hands", () => {
  let scene: WidgetScene;
  useScene(startWidgetScene, (started) => {
    scene = started;
  });
  afterEach(function () {
    return scene.endTest(this.currentTest);
  });

  /** Mei has written here, and left the page. */
  async function leftByMei(): Promise<Page> {
    const page = await scene.visitAsMei();
    await chatOn(page).open();
    await chatOn(page).newConversation();
    await chatOn(page).write(secret);
    await chatOn(page).sent(secret);
    await page.waitForFunction(() => JSON.stringify({ ...localStorage }).includes('isTalking\\":true'));
    return page;
  }

  const isAnonymousOn = async (page: Page) => {
    await chatOn(page).reads("How can we help?");
    expect(
      await chatOn(page)
        .panel.getByText(/Mei Lin|Tea Street/)
        .count(),
    ).to.equal(0);
  };

  it("forgets who has signed out before the chat was loaded, and keeps nothing of theirs", async () => {
    const before = await leftByMei();
    const next = await scene.visit({ beside: before, calls: [["identify", null]] });
    await before.close();
    await next.waitForFunction(() => window.Frontline !== undefined);
    // Her other tab may have gone on as nobody by now.
    expect(await stored(next)).not.to.match(/Mei Lin|Tea Street|isVerified\\":true/);
    await chatOn(next).open();
    await isAnonymousOn(next);
    // Later pages say nothing of who it is, and find nothing.
    const later = await scene.visit({ beside: next });
    await chatOn(later).open();
    await isAnonymousOn(later);
  });

  it("forgets who signs out while the chat is asking for their session", async () => {
    const before = await leftByMei();
    // So long ago that the chat asks whether it still counts.
    await before.evaluate((name) => {
      const record = JSON.parse(localStorage.getItem(name) ?? "{}");
      localStorage.setItem(name, JSON.stringify({ ...record, askedAt: 0 }));
    }, `frontline:${scene.scene.storefront.key}`);
    let answer: () => void = () => undefined;
    let isAsked: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const next = await scene.visit({
      beside: before,
      async prepare(page) {
        await page.route(
          "**/api/widget/session",
          async (route) => {
            const response = await route.fetch();
            isAsked();
            await held;
            await route.fulfill({ response });
          },
          { times: 1 },
        );
      },
    });
    await before.close();
    await asked;
    await identify(next, null);
    answer();
    await chatOn(next).open();
    await isAnonymousOn(next);
    expect(await stored(next)).to.not.contain('isVerified\\":true');
  });

  it("shows nothing of one person to the next who signs in on the same page", async () => {
    const page = await leftByMei();
    const other = { sub: newId(), name: "Bo Other", email: "bo@mail.example" };
    await identify(page, await scene.token(other));
    await chatOn(page).reads("Hello Bo Other");
    expect(
      await chatOn(page)
        .panel.getByText(/Tea Street/)
        .count(),
    ).to.equal(0);
    expect(await stored(page)).to.not.contain("Tea Street");
  });
});
