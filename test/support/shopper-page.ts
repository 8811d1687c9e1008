import type { Locator, Page } from "playwright-core";

interface Claim {
  /** Of the order's button: its number, or the title of its first line. */
  order: string;
  /** Title of the line. */
  item: string;
  reason: string;
  wish: string;
  photo?: { name: string; mimeType: string; buffer: Buffer };
}

/** What a person does in the demo shop and its chat, by the names that they read and hear. */
export function shopperPage(page: Page, shopUrl: string) {
  const chat: Locator = page.getByRole("dialog", { name: /Chat with/ });
  const launcher = page.locator("#frontline .launcher");
  const timeline = chat.locator(".timeline");

  return {
    page,
    chat,
    launcher,
    timeline,

    /** As one whom the demo shop knows. */
    async signIn(name: string) {
      await page.goto(`${shopUrl}/sign-in`);
      await page.getByRole("button", { name: new RegExp(name) }).click();
      await page.waitForURL(/\/orders/);
    },

    async openChat() {
      await launcher.click();
      await chat.waitFor();
    },

    async write(text: string) {
      await chat.getByRole("textbox").fill(text);
      await chat.getByRole("button", { name: "Send", exact: true }).click();
    },

    /** Until the server has their message of exactly these words. */
    sent: (text: string) =>
      timeline
        .locator(".message.mine:not(.pending)")
        .filter({ has: page.getByText(text, { exact: true }) })
        .waitFor(),

    /** Answers how many taps it took from the first question to the sent claim. */
    async file({ order, item, reason, wish, photo }: Claim): Promise<number> {
      let taps = 0;
      const tap = async (what: Locator) => {
        await what.click();
        taps += 1;
      };
      await chat.getByRole("button", { name: /Something is wrong with my order/ }).click();
      // What has one answer is not asked: neither the only order, nor the only piece of it.
      const theReason = chat.getByRole("button", { name: reason, exact: true });
      const theOrder = chat.getByRole("button", { name: new RegExp(order) }).first();
      await theReason.or(theOrder).first().waitFor();
      if (!(await theReason.isVisible())) await tap(theOrder);
      await theReason.waitFor();
      const theItem = chat.getByRole("checkbox", { name: new RegExp(item) }).first();
      if (await theItem.isVisible()) await tap(theItem);
      await tap(theReason);
      if (photo !== undefined) {
        await chat.locator("input[type=file]:not([capture])").setInputFiles(photo);
        await chat.getByRole("button", { name: /Remove photo 1/ }).waitFor();
      }
      await tap(chat.getByRole("button", { name: new RegExp(`^${wish}`) }));
      await timeline.waitFor();
      return taps;
    },

    /** Until the chat shows these words. */
    reads: (words: string | RegExp) => timeline.getByText(words).last().waitFor(),
  };
}
