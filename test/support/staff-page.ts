import type { Page } from "playwright-core";
import { demoPassword } from "../../backend/demo/demo-people.ts";

export type StaffPage = ReturnType<typeof staffPage>;

/** What a person does in the console, by the names that they read and hear. */
export function staffPage(page: Page, helpdeskUrl: string) {
  const timeline = page.getByRole("log", { name: "Conversation" });
  const panel = page.getByRole("region", { name: "Make it good" });

  return {
    page,
    timeline,
    panel,

    /** By the door itself, without its form. */
    async enter(login: string) {
      const data = { email: `${login}@kotori.example`, password: demoPassword };
      const headers = { origin: new URL(helpdeskUrl).origin };
      const answer = await page.request.post(`${helpdeskUrl}/api/session`, { data, headers });
      if (!answer.ok()) throw new Error(`${login} was not let in: ${answer.status()}`);
      await page.goto(`${helpdeskUrl}/console/`);
      await page.getByRole("navigation", { name: "Main" }).waitFor();
    },

    async signIn(login: string) {
      await page.goto(`${helpdeskUrl}/console/`);
      await page.getByLabel("E-mail").fill(`${login}@kotori.example`);
      await page.getByLabel("Password", { exact: true }).fill(demoPassword);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("navigation", { name: "Main" }).waitFor();
    },

    /** The ticket of this shopper that waits longest in the queue, or whose preview says `words`. */
    async openTicket(queue: string, shopper: string | RegExp) {
      await page.getByRole("navigation", { name: "Queues" }).getByRole("link", { name: queue }).click();
      await page
        .getByRole("region", { name: "Tickets" })
        .getByRole("link", { name: shopper })
        .first()
        .click();
      await timeline.waitFor();
    },

    async reply(text: string) {
      await page.getByRole("textbox", { name: /^Write to/ }).fill(text);
      await page.getByRole("button", { name: "Send", exact: false }).click();
    },

    async place(name: "Desk" | "Approvals" | "Payouts" | "Limits" | "Admin") {
      await page
        .getByRole("navigation", { name: "Main" })
        .getByRole("link", { name: new RegExp(name) })
        .click();
    },

    amount: panel.getByLabel("Amount"),
    give: (label: RegExp) => panel.getByRole("button", { name: label }),

    /** Until the conversation shows these words. */
    reads: (words: string | RegExp) => timeline.getByText(words).last().waitFor(),
  };
}
