import type { BrowserContextOptions, Page } from "playwright-core";
import { openScreens, type Screens } from "../support/browser.ts";
import { type Frontline, startFrontline } from "../support/frontline.ts";
import { type ImportedShop, openImportedShop } from "../support/imported-shop.ts";
import { freePortPair } from "../support/ports.ts";
import { shopperPage } from "../support/shopper-page.ts";
import { staffPage } from "../support/staff-page.ts";
import { openTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";

import { casts } from "./cast.ts";

let screens: Promise<Screens> | null = null;
/** One Chromium for all files of the suite. */
after(async () => (await screens)?.quit());

const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};
const desktop: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };

/** A journey has many steps, and the machine may be busy. */
const patienceMs = 120_000;

interface StageOptions {
  lineOf?: "shopper" | "staff";
  /** Whose goods the journeys are about: those of the demo, or those that were imported beside them. */
  cast?: keyof typeof casts;
}

/**
 * The demo's shop and helpdesk for the tests of one `describe`, each on its own origin, and browsers beside each other:
 * the shopper's a phone, the staff's a desktop. A page that throws fails its test. `lineOf` puts a line that can be cut
 * between one side's browsers and the helpdesk.
 */
export function useStage(suite: Mocha.Suite, options: StageOptions = {}) {
  suite.timeout(patienceMs);
  let frontline: Frontline;
  let proxy: TcpProxy | null = null;
  let imported: ImportedShop | null = null;
  let thrown: string[] = [];
  before(async () => {
    screens ??= openScreens();
    await screens;
    const port = await freePortPair();
    if (options.lineOf !== undefined) proxy = await openTcpProxy({ host: "127.0.0.1", port });
    const publicUrl = options.lineOf === "shopper" ? lineUrl() : undefined;
    frontline = await startFrontline({ isDemo: true, port, publicUrl });
    if (options.cast === "imported") imported = await openImportedShop(frontline);
  });
  after(async () => {
    await imported?.close();
    await frontline.stop();
    await proxy?.close();
  });
  const line = (): TcpProxy => {
    if (proxy === null) throw new Error("the stage has no line that can be cut");
    return proxy;
  };
  const lineUrl = () => `http://127.0.0.1:${line().port}`;
  afterEach(async function () {
    await (await screens)?.closeAll(this.currentTest);
    const faults = thrown;
    thrown = [];
    if (faults.length > 0) throw new Error(`a page threw: ${faults.join("; ")}`);
  });

  async function open(options: BrowserContextOptions): Promise<Page> {
    if (screens === null) throw new Error("opened before the suite began");
    const page = await (await screens).open(options);
    page.on("pageerror", (error) => thrown.push(error.message));
    return page;
  }
  const shopUrl = () => {
    const { protocol, hostname, port } = new URL(frontline.url);
    return `${protocol}//${hostname}:${Number(port) + 1}`;
  };

  return {
    cast: casts[options.cast ?? "demo"],
    line,
    frontline: () => frontline,
    shopUrl,
    page: open,
    async shopper(name: string, context: BrowserContextOptions = {}) {
      const shopper = shopperPage(await open({ ...phone, ...context }), shopUrl());
      if (imported === null) await shopper.signIn(name);
      else await shopper.page.goto(await imported.addressFor(name));
      return shopper;
    },
    async staff(login: string, context: BrowserContextOptions = {}) {
      const staff = staffPage(
        await open({ ...desktop, ...context }),
        options.lineOf === "staff" ? lineUrl() : frontline.url,
      );
      await staff.signIn(login);
      return staff;
    },
  };
}
