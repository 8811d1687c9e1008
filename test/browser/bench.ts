import { makeHistory } from "../../backend/demo/history/make-history.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import type { Frontline } from "../support/frontline.ts";
import type { StaffPage } from "../support/staff-page.ts";

/** Days in which there is something to replay and to suggest. */
export const makePast =
  ({ cases, days }: { cases: number; days: number }) =>
  async ({ app }: Frontline): Promise<void> => {
    const [shop] = await app.database.reader.many(storefronts, { take: 1 });
    if (shop === undefined) throw new Error("the demo has no shop");
    const storefront = { id: shop.id, timeZone: shop.timeZone };
    const wish = { storefront, cases, seed: 7, days, until: Date.now() };
    await makeHistory(app.database.reader, app.execute, wish);
  };

/** What a supervisor does at the limits workbench, by the names that they read and hear. */
export async function openBench(staff: StaffPage) {
  const { page } = staff;
  await staff.place("Limits");
  await page.getByRole("tablist").waitFor();
  const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
  const field = (name: string) => page.getByLabel(name, { exact: true });
  const dialog = page.getByRole("dialog");
  const panel = page.getByRole("tabpanel");
  const stage = (name: "Draft" | "Replay" | "Shadow" | "Canary" | "Live") =>
    page
      .getByRole("list", { name: "From draft to live" })
      .getByRole("listitem")
      .filter({ has: page.getByText(name, { exact: true }) });
  return {
    ...staff,
    button,
    field,
    dialog,
    panel,
    stage,
    tab: (name: string) => page.getByRole("tab", { name }).click(),
    currency: (code: string) => page.getByText(code, { exact: true }).click(),

    async save(name: string) {
      await field("Name of the draft").fill(name);
      await button("Save").click();
      await page.getByText(/· saved/).waitFor();
    },

    async needSecond() {
      await button("Settings").click();
      await page.getByLabel("Widening needs a second supervisor").click();
      await dialog.getByRole("button", { name: "Save" }).click();
      await page.getByText("Saved", { exact: true }).waitFor();
    },

    async replay() {
      await page.getByRole("tab", { name: "Replay" }).click();
      await page.getByText("90 days", { exact: true }).click();
      await panel.getByRole("button", { name: "Replay" }).click();
      await panel.getByText(/cases would be answered/).waitFor();
    },

    /** Of the draft. `tune` chooses for whom, where it is a canary. */
    async release(how: "In the shadow" | "As a canary" | "Live for everybody", tune?: () => Promise<void>) {
      await button("Release…").click();
      await dialog.getByLabel(how).check();
      await tune?.();
      await dialog
        .getByRole("button", { name: /^(Run it in the shadow|Start the canary|Put it live)$/ })
        .click();
      await dialog.waitFor({ state: "detached" });
    },

    async rollBack(to: number) {
      await button(`Roll back to ${to}`).click();
      await dialog.getByRole("button", { name: "Roll back" }).click();
      await stage("Live").getByText(`version ${to},`).waitFor();
    },
  };
}
