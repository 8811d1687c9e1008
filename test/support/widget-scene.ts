import type { BrowserContextOptions, Page } from "playwright-core";
import { buildBrowserPrograms } from "../../backend/cli/build.ts";
import type { CommandName } from "../../backend/contract/commands.ts";
import type { TicketRow } from "../../backend/contract/queries/console.ts";
import { update } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { identitySecrets } from "../../backend/shop/storefronts/secrets.ts";
import { answerOf, ask, type ConsoleClient, send, watchAs } from "./clients.ts";
import { signToken } from "./identity-token.ts";
import { startLiveScene } from "./live-scene.ts";
import { type PageOptions, serveShopPages } from "./shop-pages.ts";
import { sharedScreens } from "./suite-screens.ts";
import { openTcpProxy } from "./tcp-proxy.ts";

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
};
export const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };

export type WidgetScene = Awaited<ReturnType<typeof startWidgetScene>>;

interface VisitOptions extends Partial<PageOptions> {
  browser?: BrowserContextOptions;
  /** A page in the same browser as this one. */
  beside?: Page;
  /** Before the page is loaded. */
  prepare?(page: Page): Promise<void>;
}

/** A helpdesk behind a line that can be cut, a shop on another origin, and a browser for its shoppers. */
export async function startWidgetScene() {
  await buildBrowserPrograms();
  const live = await startLiveScene();
  const { house, storefront, shoppers } = live.scene;
  const { hostname, port } = new URL(live.url);
  const line = await openTcpProxy({ host: hostname, port: Number(port) });
  const helpdesk = `http://127.0.0.1:${line.port}`;
  const shop = await serveShopPages(helpdesk);
  await house.save(update(storefronts, { id: storefront.id }, { origins: [shop.origin] }));
  const [secret] = await identitySecrets(house.reader, storefront.id);
  if (secret === undefined) throw new Error("the storefront has no identity secret");
  const screens = await sharedScreens();
  const complaints: string[] = [];

  /** As the shop's server would sign it for the scene's shopper, Mei Lin. */
  function token(over: Record<string, unknown> = {}): Promise<string> {
    const { customer, shopper } = shoppers.shopper;
    const exp = Math.floor(house.clock.now() / 1000) + 300;
    const claims = {
      sub: shopper.subject,
      email: customer.email,
      name: customer.name,
      jti: newId(),
      exp,
      ...over,
    };
    return signToken(claims, secret?.secret ?? "", { kid: secret?.kid });
  }

  /** A shopper's browser on the shop's page; what the browser complains of is kept. */
  async function visit({ browser, beside, prepare, ...page }: VisitOptions = {}): Promise<Page> {
    const opened =
      beside === undefined ? await screens.open(browser ?? desktop) : await beside.context().newPage();
    opened.on("pageerror", (error) => complaints.push(String(error)));
    opened.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    await prepare?.(opened);
    await opened.goto(shop.address({ key: storefront.key, ...page }));
    await opened.locator("#frontline .launcher").waitFor();
    return opened;
  }

  /** The agent's side of the one ticket in which these words stand. */
  async function agentOf(preview: string) {
    const client = await live.consoleOf("agent");
    const { tickets } = answerOf(
      await ask<{ tickets: TicketRow[] }>(client, "queue.list", { queue: "all_open" }),
    );
    const ticketId = tickets.find((each) => each.preview.includes(preview))?.ticketId;
    if (ticketId === undefined) throw new Error(`no ticket says ${preview}`);
    const { seq } = await watched(client, ticketId);
    const give = async (name: CommandName, input: object) =>
      answerOf(await send(client, name, { ticketId, ...input }));
    return {
      ticketId,
      client,
      seq,
      give,
      say: (text: string) => give("message.send", { text, photoIds: [] }),
      /** All that the ticket holds now. */
      entries: async () => (await watched(client, ticketId)).entries,
    };
  }

  async function watched(client: ConsoleClient, ticketId: string) {
    const resumed = answerOf(await watchAs(client, ticketId, null));
    if (resumed.kind !== "snapshot") throw new Error("a first watch gives a snapshot");
    return resumed.view;
  }

  return {
    ...live,
    helpdesk,
    agentOf,
    line,
    shop,
    screens,
    complaints,
    token,
    visit,
    async visitAsMei(options: VisitOptions = {}): Promise<Page> {
      return visit({ calls: [["identify", await token()]], ...options });
    },
    async endTest(test?: { state?: string; fullTitle(): string }) {
      line.open();
      live.closeClients();
      await screens.closeAll(test);
      complaints.length = 0;
    },
    async stop() {
      await line.close();
      await shop.close();
      await live.stop();
    },
  };
}

/** What a person does in the chat, by the names that they read and hear. */
export function chatOn(page: Page) {
  const panel = page.getByRole("dialog");
  const launcher = page.locator("#frontline .launcher");
  const box = panel.getByRole("textbox", { name: /message|reopen/ });
  return {
    panel,
    launcher,
    box,
    timeline: panel.locator(".timeline"),
    async open() {
      await launcher.click();
      await panel.waitFor();
    },
    async newConversation() {
      await panel.getByRole("button", { name: /Write to us/ }).click();
      await box.waitFor();
    },
    async write(text: string) {
      await box.fill(text);
      await panel.getByRole("button", { name: "Send", exact: true }).click();
    },
    /** Until the server has one's message of exactly these words, and says so by its line. */
    sent: (text: string) =>
      panel
        .locator(".message.mine:not(.pending)")
        .filter({ has: page.getByText(text, { exact: true }) })
        .waitFor(),
    /** Until staff has seen the last of one's own messages. */
    seen: () => panel.getByText("Seen", { exact: true }).waitFor(),
    reads: (words: string | RegExp) => panel.getByText(words).last().waitFor(),
  };
}
