import { mkdir, rm } from "node:fs/promises";
import type { BrowserContextOptions, Page } from "playwright-core";
import { remedyKinds } from "../../backend/contract/vocabulary.ts";
import { demoPassword } from "../../backend/demo/demo-people.ts";
import { brokenBowlJpeg } from "../support/broken-bowl.ts";
import { openScreens, type Screens } from "../support/browser.ts";
import { type Frontline, startFrontline } from "../support/frontline.ts";
import { shopperPage } from "../support/shopper-page.ts";
import { staffPage } from "../support/staff-page.ts";

/**
 * `npm run screenshots`: plays one refund in the demo and photographs every screen on the way, in both languages, light and
 * dark, on a phone and at a desk, into build/screenshots; the README's two pictures are kept beside the programs they show.
 */
const folder = "build/screenshots";
const consolePicture = "agent-console/pictures/console.png";
const widgetPicture = "widget/pictures/widget.png";

const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};
const desk: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const furtherKinds = remedyKinds.filter((kind) => kind !== "refund" && kind !== "reship");
const calm = { reducedMotion: "reduce" } as const;

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
}

async function shoot(page: Page, name: string): Promise<void> {
  await settled(page);
  await page.screenshot({ path: `${folder}/${name}.png` });
  console.info(`  ${folder}/${name}.png`);
}

/** The journey itself: the README's pictures are of its end. */
async function playRefund(screens: Screens, frontline: Frontline, shopUrl: string): Promise<string> {
  const shopper = shopperPage(await screens.open({ ...phone, ...calm }), shopUrl);
  const agent = staffPage(await screens.open({ ...desk, ...calm }), frontline.url);
  await shopper.signIn("Li Na");
  await agent.signIn("lin");
  await shopper.openChat();
  await shoot(shopper.page, "widget-home-en");
  await shopper.file({
    order: "Rice bowl",
    item: "Rice bowl",
    reason: "Broken",
    wish: "Money back",
    photo: { name: "bowl.jpg", mimeType: "image/jpeg", buffer: await brokenBowlJpeg() },
  });
  await shopper.write("It arrived like this. Two were fine.");
  await agent.openTicket("Unassigned", /Li Na/);
  await agent.reply("So sorry about that! One moment, I will put it right.");
  await shopper.reads(/So sorry/);
  await agent.panel.getByText(/You may refund up to/).waitFor();
  await shoot(agent.page, "console-claim-en");
  await settled(agent.page);
  await agent.page.screenshot({ path: consolePicture });
  await agent.amount.fill("46");
  await agent.give(/Refund .* and tell/).click();
  await shopper.chat
    .getByRole("region", { name: "Your refund" })
    .getByText(/^Paid to/)
    .waitFor();
  await shoot(shopper.page, "widget-refunded-en");
  await shopper.page.screenshot({ path: widgetPicture, scale: "css" });
  await agent.page.getByText("Settled").first().waitFor();
  await shoot(agent.page, "console-settled-en");
  return new URL(agent.page.url()).pathname;
}

interface Dress extends BrowserContextOptions {
  name: string;
}

const dresses: Dress[] = [
  { name: "en-light", locale: "en-US", colorScheme: "light", ...desk },
  { name: "zh-dark", locale: "zh-CN", colorScheme: "dark", ...desk },
  { name: "zh-light-phone", locale: "zh-CN", colorScheme: "light", ...phone },
  { name: "en-dark-phone", locale: "en-US", colorScheme: "dark", ...phone },
];

const places = [
  { login: "lin", path: "desk/all_open", name: "desk" },
  { login: "zhao", path: "approvals", name: "approvals" },
  { login: "zhao", path: "limits", name: "limits" },
  { login: "zhao", path: "figures", name: "figures" },
  { login: "qian", path: "payouts", name: "payouts" },
  { login: "admin", path: "admin", name: "admin" },
  { login: "admin", path: "admin/departments", name: "admin-departments" },
  { login: "admin", path: "admin/storefronts", name: "admin-storefronts" },
  { login: "chen", path: "desk/all_open", name: "department" },
];

async function openAs(screens: Screens, { url }: Frontline, dress: BrowserContextOptions, login: string) {
  const page = await screens.open({ ...dress, ...calm });
  const data = { email: `${login}@kotori.example`, password: demoPassword };
  await page.request.post(`${url}/api/session`, { data, headers: { origin: url } });
  return page;
}

/** What the remedy panel asks for each kind, on the ticket at this path, and the dialog in which absence is handed over. */
async function shootForms(screens: Screens, frontline: Frontline, dress: Dress, path: string): Promise<void> {
  const { name, ...options } = dress;
  const page = await openAs(screens, frontline, options, "lin");
  await page.goto(`${frontline.url}${path}/case`);
  const pane = page.locator("[data-pane-name=case]");
  await pane.getByRole("button", { name: /Another remedy|再做一项补救/ }).click();
  const panel = pane.locator("section section, section").filter({ has: page.locator("[value=further]") });
  for (const kind of remedyKinds) {
    const isFurther = kind !== "refund" && kind !== "reship";
    await panel
      .locator(`[value=${isFurther ? "further" : kind}] + label`)
      .last()
      .click();
    if (isFurther) {
      await panel.last().getByRole("combobox").nth(1).click();
      await page.getByRole("option").nth(furtherKinds.indexOf(kind)).click();
    }
    await panel.last().scrollIntoViewIfNeeded();
    await shoot(page, `console-remedy-${kind}-${name}`);
  }
  await page.goto(`${frontline.url}/console/desk/mine`);
  await page.getByRole("button", { name: /Your account|您的账户/ }).click();
  await page.getByRole("button", { name: /When I am away|我不在时/ }).click();
  await page.getByRole("dialog").getByRole("combobox").waitFor();
  await shoot(page, `console-away-${name}`);
  await page.context().close();
}

async function shootConsole(
  screens: Screens,
  frontline: Frontline,
  { name, ...dress }: Dress,
): Promise<void> {
  for (const place of places) {
    const page = await openAs(screens, frontline, dress, place.login);
    await page.goto(`${frontline.url}/console/${place.path}`);
    await page.locator("h1:visible").first().waitFor();
    await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
    await shoot(page, `console-${place.name}-${name}`);
    await page.context().close();
  }
}

async function shootWidget(screens: Screens, shopUrl: string, { name, ...dress }: Dress): Promise<void> {
  const page = await screens.open({ ...dress, ...calm });
  await page.goto(`${shopUrl}/sign-in`);
  await shoot(page, `shop-${name}`);
  await page.getByRole("button", { name: /Mei Tanaka/ }).click();
  await page.waitForURL(/\/orders/);
  await page.locator("#frontline .launcher").click();
  await page.locator("#frontline [role=dialog]").waitFor();
  await shoot(page, `widget-home-${name}`);
  await page.context().close();
}

process.env.TEST_ENGINE = "embedded";
await rm(folder, { recursive: true, force: true });
for (const each of [folder, "agent-console/pictures", "widget/pictures"])
  await mkdir(each, { recursive: true });
const frontline = await startFrontline({ isDemo: true });
const shopUrl = frontline.url.replace(/\d+$/, (port) => String(Number(port) + 1));
const screens = await openScreens();
try {
  const ticketPath = await playRefund(screens, frontline, shopUrl);
  for (const dress of dresses) {
    await shootConsole(screens, frontline, dress);
    await shootForms(screens, frontline, dress, ticketPath);
    await shootWidget(screens, shopUrl, dress);
  }
} finally {
  await screens.quit();
  await frontline.stop();
}
