import { expect } from "chai";
import type { BrowserContextOptions } from "playwright-core";
import { newId } from "../../backend/core/ids.ts";
import { demoPassword } from "../../backend/demo/demo-people.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { people } from "../../backend/staff/tables.ts";
import { violationsOn } from "../support/browser.ts";
import { asRequest, keep, pastRemedy, pastTicket } from "../support/figure-history.ts";
import type { Frontline } from "../support/frontline.ts";
import { useStage } from "./stage.ts";

const minute = 60_000;
const day = 86_400_000;

/** A storefront of its own in which, two days ago, Lin gave three and asked for one that Zhao declined; and Wang, generated, gave one. */
async function makePast({ make }: Frontline): Promise<void> {
  const [demo] = await make.reader.many(storefronts, { take: 1 });
  const byLogin = async (login: string) =>
    (await make.reader.one(people, { email: `${login}@kotori.example` }))?.id ?? "";
  const [lin, wang] = [await byLogin("lin"), await byLogin("wang")];
  const { storefrontId } = await make.makeStorefront({
    name: "Figure shop",
    timeZone: demo?.timeZone ?? "UTC",
  });
  const at = Date.now() - 2 * day;
  const names = ["Aya", "Bo", "Chen", "Dee", "Eli"];
  const tickets = names.map((shopperName, index) =>
    pastTicket(storefrontId, { shopperName, number: 7000 + index, createdAt: at }),
  );
  for (const [index, ticket] of tickets.entries()) {
    const base = {
      storefrontId,
      ticketId: ticket.id,
      requesterId: index === 4 ? wang : lin,
      createdAt: at + index,
    };
    // By the generator of demo history: its ids tell.
    const drawn = { id: newId().replace(/^(.{14})7/, "$18") };
    const declined = { state: "declined" as const, ...asRequest(at + index, 41 * minute) };
    await make.save(
      keep.ticket(ticket),
      keep.remedy(pastRemedy({ ...base, ...(index === 3 ? declined : {}), ...(index === 4 ? drawn : {}) })),
    );
  }
}

describe("the console's figures", function () {
  const stage = useStage(this, { prepare: makePast });

  async function openFigures(login: string, dress: BrowserContextOptions = {}) {
    const page = await stage.page({
      viewport: { width: 1440, height: 900 },
      reducedMotion: "reduce",
      ...dress,
    });
    const { url } = stage.frontline();
    const data = { email: `${login}@kotori.example`, password: demoPassword };
    await page.request.post(`${url}/api/session`, { data, headers: { origin: url } });
    await page.goto(`${url}/console/figures`);
    await page.locator("main input[role=combobox], main [aria-haspopup=listbox]").first().click();
    await page.getByRole("option", { name: "Figure shop" }).click();
    await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
    return page;
  }

  it("say what was decided, exactly and by keys, and open the cases behind every number", async () => {
    const page = await openFigures("zhao");
    const outcomes = page.getByRole("region", { name: "Granted at once, approved, declined", exact: true });
    await outcomes.getByText("80%").waitFor();
    await page.getByText(/^1 of 5 cases of this period were made by the demo's generator/).waitFor();
    const plot = outcomes.getByRole("slider");
    await plot.focus();
    for (const key of ["End", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
    expect(await plot.getAttribute("aria-valuetext")).to.match(/Granted at once 4, Approved 0, Declined 1/);
    await outcomes.getByRole("button", { name: "Declined: 1, open the cases" }).first().click();
    const drawer = page.getByRole("dialog");
    await drawer.getByText("waited 41 min", { exact: false }).waitFor();
    expect(await drawer.getByRole("link").count()).to.equal(1);
    await drawer.getByRole("link", { name: /#7003 Dee/ }).click();
    await page.getByRole("log", { name: "Conversation" }).waitFor();
    // The figures are found again as they were left.
    await page.goBack();
    await outcomes.getByText("80%").waitFor();
  });

  it("can be taken along as CSV by who may see them", async () => {
    const page = await openFigures("zhao");
    const downloading = page.waitForEvent("download");
    await page
      .getByRole("link", { name: "Granted at once, approved, declined: Reason, download as CSV" })
      .click();
    const file = await downloading;
    expect(file.suggestedFilename()).to.match(/^frontline-outcomes-[\d-]+\.csv$/);
    const address = file.url();
    const own = await page.request.get(address);
    expect(own.headers()["content-type"]).to.equal("text/csv; charset=utf-8");
    const rows = (await own.body()).toString("utf8").split("\r\n");
    expect(rows[0]).to.equal("\ufeffReason,Granted at once,Approved,Declined,Expired,Withdrawn,Waiting");
    expect(rows[1]).to.equal("Broken,4,0,1,0,0,0");
    expect(rows[2]).to.equal("1 of 5 cases were made by the demo's generator");
    const chinese = await page.request.get(address.replace("locale=en", "locale=zh-CN"));
    expect((await chinese.body()).toString("utf8").split("\r\n")[1]).to.match(/^破损,4/);
    const nobody = await stage.page({});
    expect((await nobody.request.get(address)).status()).to.equal(401);
    const department = await stage.page({});
    const { url } = stage.frontline();
    const data = { email: "sun@kotori.example", password: demoPassword };
    await department.request.post(`${url}/api/session`, { data, headers: { origin: url } });
    expect((await department.request.get(address)).status()).to.equal(403);
    expect((await page.request.get(address.replace("outcomes.csv", "salaries.csv"))).status()).to.equal(404);
    expect((await page.request.get(address.replace(/from=[\d-]+/, "from=never"))).status()).to.equal(400);
  });

  it("show an agent their own alone", async () => {
    const page = await openFigures("wang");
    await page
      .getByText("Your own cases, as you alone and your supervisors see them.", { exact: false })
      .waitFor();
    const outcomes = page.getByRole("region", { name: "Granted at once, approved, declined", exact: true });
    await outcomes.getByText("100%").waitFor();
    await outcomes.getByRole("button", { name: "Granted at once: 1, open the cases" }).first().click();
    await page
      .getByRole("dialog")
      .getByRole("link", { name: /#7004 Eli.*generated/ })
      .waitFor();
    expect(await page.getByRole("dialog").getByRole("link").count()).to.equal(1);
  });

  it("say when there is nothing, and when a figure alone could not be loaded", async () => {
    const page = await openFigures("zhao");
    await page
      .getByRole("region", { name: "Budgets used" })
      .getByText("Nothing happened in this period")
      .waitFor();
    await page.route("**/api/queries/figures.waiting", (route) =>
      route.fulfill({ status: 500, json: { ok: false, error: "internal" } }),
    );
    await page.getByText("By week", { exact: true }).click();
    await page.getByText("7 days", { exact: true }).click();
    const waiting = page.getByRole("region", { name: "Waiting for approvals" });
    await waiting.getByText("This could not be loaded.").waitFor();
    await page.getByRole("region", { name: "Trust cost", exact: true }).getByText("100%").first().waitFor();
    await page.unroute("**/api/queries/figures.waiting");
    await waiting.getByRole("button", { name: "Try again" }).click();
    await waiting.getByText("41 min").first().waitFor();
  });

  for (const [name, dress] of Object.entries({
    "in Chinese, dark, at a desk": { locale: "zh-CN", colorScheme: "dark" },
    "in English, light, on a phone": {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    },
  } as const)) {
    it(`are accessible ${name}, as plots, as tables and with cases open`, async () => {
      const page = await openFigures("zhao", dress);
      const isClean = async () => {
        expect(await violationsOn(page)).to.deep.equal([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide, "the page scrolls sideways").to.be.at.most(0);
      };
      await page.getByRole("slider").first().waitFor();
      await isClean();
      await page.locator("main button[aria-pressed]").first().click();
      await page.locator("main table").first().waitFor();
      await isClean();
      await page.locator("main li button").first().click();
      await page.getByRole("dialog").getByRole("link").first().waitFor();
      await isClean();
    });
  }
});
