import type { BrowserContextOptions, Page } from "playwright-core";
import { buildBrowserPrograms } from "../../backend/cli/build.ts";
import type { Screens } from "../support/browser.ts";
import { type Frontline, startFrontline } from "../support/frontline.ts";
import { openImportedShop } from "../support/imported-shop.ts";
import { freePortPair } from "../support/ports.ts";
import { shopperPage } from "../support/shopper-page.ts";
import { staffPage } from "../support/staff-page.ts";
import { sharedScreens } from "../support/suite-screens.ts";
import { openTcpProxy, type TcpProxy } from "../support/tcp-proxy.ts";
import { useScene } from "../support/use-scene.ts";
import { casts } from "./cast.ts";

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
  /** What the tests find there; done anew for a second try. */
  prepare?: (frontline: Frontline) => Promise<void>;
}

/**
 * The demo's shop and helpdesk for the tests of one `describe`, each on its own origin, and browsers beside each other:
 * the shopper's a phone, the staff's a desktop. A page that throws fails its test. `lineOf` puts a line that can be cut
 * between one side's browsers and the helpdesk.
 */
export function useStage(suite: Mocha.Suite, options: StageOptions = {}) {
  suite.timeout(patienceMs);
  let set: Awaited<ReturnType<typeof buildSet>>;
  let screens: Screens;
  let thrown: string[] = [];
  useScene(
    () => buildSet(options),
    async (built) => {
      set = built;
      screens = await sharedScreens();
    },
  );
  afterEach(async function () {
    await screens.closeAll(this.currentTest);
    const faults = thrown;
    thrown = [];
    if (faults.length > 0) throw new Error(`a page threw: ${faults.join("; ")}`);
  });

  async function open(context: BrowserContextOptions): Promise<Page> {
    const page = await screens.open(context);
    page.on("pageerror", (error) => thrown.push(error.message));
    return page;
  }

  return {
    cast: casts[options.cast ?? "demo"],
    line: () => lineOf(set),
    frontline: () => set.frontline,
    shopUrl: () => shopUrlOf(set.frontline),
    page: open,
    async shopper(name: string, context: BrowserContextOptions = {}) {
      const shopper = shopperPage(await open({ ...phone, ...context }), shopUrlOf(set.frontline));
      if (set.imported === null) await shopper.signIn(name);
      else await shopper.page.goto(await set.imported.addressFor(name));
      return shopper;
    },
    async staff(login: string, context: BrowserContextOptions = {}) {
      const url = options.lineOf === "staff" ? urlOf(lineOf(set)) : set.frontline.url;
      const staff = staffPage(await open({ ...desktop, ...context }), url);
      await staff.enter(login);
      return staff;
    },
  };
}

async function buildSet({ lineOf: cut, cast, prepare }: StageOptions) {
  await buildBrowserPrograms();
  const port = await freePortPair();
  const proxy = cut === undefined ? null : await openTcpProxy({ host: "127.0.0.1", port });
  const publicUrl = cut === "shopper" && proxy !== null ? urlOf(proxy) : undefined;
  const frontline = await startFrontline({ isDemo: true, port, publicUrl });
  const imported = cast === "imported" ? await openImportedShop(frontline) : null;
  await prepare?.(frontline);
  return {
    frontline,
    proxy,
    imported,
    async stop() {
      await imported?.close();
      await frontline.stop();
      await proxy?.close();
    },
  };
}

function lineOf({ proxy }: { proxy: TcpProxy | null }): TcpProxy {
  if (proxy === null) throw new Error("the stage has no line that can be cut");
  return proxy;
}

const urlOf = (line: TcpProxy) => `http://127.0.0.1:${line.port}`;

/** On the port after the helpdesk's. */
function shopUrlOf({ url }: Frontline): string {
  const { protocol, hostname, port } = new URL(url);
  return `${protocol}//${hostname}:${Number(port) + 1}`;
}
