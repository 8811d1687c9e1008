import { expect } from "chai";
import type { BrowserContextOptions, Page } from "playwright-core";
import { demoPassword } from "../../backend/demo/demo-people.ts";
import { useStage } from "../browser/stage.ts";
import { violationsOn } from "../support/browser.ts";
import { plainJpeg } from "../support/images.ts";

interface Dress extends BrowserContextOptions {
  name: string;
}

/** Both languages, both colours, a desk and a phone; no screen is looked at in only one of them. */
const dresses: Dress[] = [
  { name: "in English, light, at a desk", locale: "en-US", colorScheme: "light" },
  { name: "in Chinese, dark, at a desk", locale: "zh-CN", colorScheme: "dark" },
  {
    name: "in Chinese, light, on a phone",
    locale: "zh-CN",
    colorScheme: "light",
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  },
];

describe("the console's screens", function () {
  const stage = useStage(this);

  for (const { name, ...dress } of dresses) {
    describe(name, () => {
      const options = { viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", ...dress } as const;
      const isPhone = dress.isMobile === true;

      /** Signed in by the door itself: what the fields are called depends on the language. */
      async function open(login: string | null, path: string): Promise<Page> {
        const page = await stage.page(options);
        const { url } = stage.frontline();
        if (login !== null) {
          const data = { email: `${login}@kotori.example`, password: demoPassword };
          const answer = await page.request.post(`${url}/api/session`, { data, headers: { origin: url } });
          expect(answer.status()).to.equal(200);
        }
        await page.goto(`${url}/console/${path}`);
        return page;
      }
      async function isClean(page: Page) {
        await page.locator("h1:visible").first().waitFor();
        await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
        expect(await violationsOn(page)).to.deep.equal([]);
        const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(width, "the page scrolls sideways").to.be.at.most(0);
      }
      async function openFirstTicket(page: Page) {
        await page.locator("section ul a").first().click();
        await page.locator("[role=log] time").first().waitFor();
      }

      it("before the sign-in", async () => {
        const page = await open(null, "");
        await page.locator("input[type=email]").waitFor();
        await isClean(page);
        await page.locator("input[type=email]").fill("lin@kotori.example");
        await page.locator("input[autocomplete=current-password]").fill("not it");
        await page.locator("button[type=submit]").click();
        await page.getByRole("alert").waitFor();
        await isClean(page);
      });

      it("by a link that is over", async () => {
        await isClean(await open(null, "link/abcdefghijklmnopqrstuvwxyz"));
      });

      it("of the desk: list, conversation and case", async () => {
        const page = await open("lin", "desk/all_open");
        await page.locator("section ul a").first().waitFor();
        await isClean(page);
        await openFirstTicket(page);
        await isClean(page);
        if (!isPhone) return;
        await page.goto(`${page.url()}/case`);
        await page.locator("[data-pane-name=case] h1").waitFor();
        await isClean(page);
      });

      it("of the desk when there is nothing in it", async () => {
        const page = await open("he", "");
        await page.locator("section").first().waitFor();
        await isClean(page);
      });

      it("of a remedy in each of its states", async () => {
        const page = await open("lin", "desk/unassigned");
        await openFirstTicket(page);
        if (isPhone) await page.goto(`${page.url()}/case`);
        const amount = page.locator("input[data-first]");
        for (const typed of ["10", "200", "999999", "x"]) {
          await amount.fill(typed);
          await isClean(page);
        }
      });

      it("of photos, close up and side by side", async () => {
        const page = await open("wang", "desk/all_open");
        await openFirstTicket(page);
        const photo = (index: number) => ({ name: `${index}.jpg`, mimeType: "image/jpeg" });
        await page.locator("input[type=file]").setInputFiles([
          { ...photo(1), buffer: await plainJpeg() },
          { ...photo(2), buffer: await plainJpeg() },
        ]);
        await page.locator("main section:has(textarea) img[src*=thumb]").nth(1).waitFor();
        await isClean(page);
        await page.locator("main textarea").first().press("Control+Enter");
        await page.locator("[role=log] img").first().click();
        await page.getByRole("dialog").locator("img[src*=full]").waitFor();
        await isClean(page);
        await page.keyboard.press("c");
        await page.getByRole("dialog").locator("img[src*=full]").nth(1).waitFor();
        await isClean(page);
      });

      it("of what opens over a ticket", async () => {
        const page = await open("lin", "desk/all_open");
        await openFirstTicket(page);
        for (const keys of ["?", "x", "Control+k"]) {
          await page.locator("[role=log]").focus();
          await page.keyboard.press(keys);
          await page.getByRole("dialog").waitFor();
          await isClean(page);
          await page.keyboard.press("Escape");
          await page.getByRole("dialog").waitFor({ state: "hidden" });
        }
        await page.locator("[role=log]").focus();
        await page.keyboard.press("Shift+A");
        await page.getByRole("menu").waitFor();
        await isClean(page);
      });

      it("of a refusal that is told", async () => {
        const page = await open("lin", "desk/waiting_for_department");
        await openFirstTicket(page);
        await page.locator("[role=log]").focus();
        await page.keyboard.press("e");
        await page.getByRole("alert").waitFor();
        await isClean(page);
      });

      it("of a department that was asked", async () => {
        const page = await open("sun", "");
        await openFirstTicket(page);
        await isClean(page);
      });

      it("of approvals and payouts", async () => {
        const page = await open("zhao", "approvals");
        await page.locator("article").waitFor();
        await isClean(page);
        await page.locator("article button").last().click();
        await page.locator("article textarea").waitFor();
        await isClean(page);
        await page.goto(`${stage.frontline().url}/console/payouts`);
        await isClean(page);
      });

      it("of the limits: sentences, what opens over them, and what they would do", async () => {
        const page = await open("zhao", "limits");
        await page.locator("[role=tablist]").waitFor();
        await isClean(page);
        if (isPhone) await page.getByRole("tab").first().click();
        await page.locator("[data-field='perOrder.amount']").first().fill("450");
        await page.locator("[data-field='head.reasons']").first().click();
        await page.getByRole("dialog").waitFor();
        await isClean(page);
        await page.keyboard.press("Escape");
        await page.locator("[data-menus] button").first().click();
        await page.getByRole("menu").waitFor();
        await isClean(page);
        await page.keyboard.press("Escape");
        for (const tab of await page.getByRole("tab").all()) {
          await tab.click();
          await isClean(page);
        }
        await page.locator("[data-release]").click();
        await page.getByRole("dialog").getByRole("radio").nth(1).check();
        await isClean(page);
      });

      it("of the administration", async () => {
        const page = await open("admin", "admin/people");
        for (const tab of ["people", "departments", "storefronts"]) {
          await page.goto(`${stage.frontline().url}/console/admin/${tab}`);
          await isClean(page);
          await page.locator("main [role=tabpanel] button").first().click();
          await page.getByRole("dialog").waitFor();
          await isClean(page);
        }
      });
    });
  }
});
