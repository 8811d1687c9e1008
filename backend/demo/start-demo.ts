import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import express from "express";
import type { App } from "../app.ts";
import type { Config } from "../config.ts";
import { systemClock } from "../core/clock.ts";
import { merchantSecret } from "../shop/storefronts/secrets.ts";
import { demoPassword, demoPeople } from "./demo-people.ts";
import { openDemoTickets } from "./demo-tickets.ts";
import { createDemoMerchant } from "./merchant/create-demo-merchant.ts";
import { seedDemo } from "./seed-demo.ts";
import { createDemoShop } from "./shop/create-demo-shop.ts";

/**
 * Serves the demo shop and its merchant's system on the port after the helpdesk's (another origin, so that
 * cross-origin rules are the real ones), seeds what is missing, and says where and as whom to sign in.
 */
export async function startDemo(
  app: App,
  config: Config,
  say: (text: string) => void,
  pace: { merchantLaterMs?: number } = {},
): Promise<() => Promise<void>> {
  const { database, execute } = app;
  const { reader } = database;
  const shop = express();
  shop.disable("x-powered-by");
  const server = createServer(shop);
  const wanted = config.port === 0 ? 0 : app.port + 1;
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(wanted, config.host, done);
  });
  const { port } = server.address() as AddressInfo;
  const shopOrigins = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  const merchantUrl = `http://127.0.0.1:${port}/merchant`;
  const storefront = await seedDemo({ reader, execute, shopOrigins, merchantUrl });
  const merchant = createDemoMerchant({
    secret: (await merchantSecret(reader, storefront.id)) ?? "",
    clock: systemClock,
    helpdeskUrl: `http://127.0.0.1:${app.port}`,
    file: join(config.dataDir, "demo-merchant.json"),
    laterMs: pace.merchantLaterMs,
  });
  const helpdeskUrl = helpdeskFor(config, app.port);
  shop.use("/merchant", merchant.router);
  shop.use(createDemoShop({ storefront, helpdeskUrl, reader, execute, clock: systemClock }));
  await openDemoTickets({ reader, execute, storefrontId: storefront.id });
  sayWhere(helpdeskUrl, port, say);

  return async () => {
    merchant.close();
    server.closeAllConnections();
    await new Promise<void>((done) => server.close(() => done()));
  };
}

/** As browsers reach it; the configuration does not know a port that the system has chosen. */
const helpdeskFor = (config: Config, port: number) =>
  config.port === 0 ? `http://localhost:${port}` : config.publicUrl;

function sayWhere(helpdesk: string, shopPort: number, say: (text: string) => void): void {
  const longest = Math.max(...demoPeople.map((each) => each.email.length));
  say("");
  say(`  Shop     http://localhost:${shopPort}/`);
  say(`  Console  ${helpdesk}/console/`);
  say("");
  say(`  Sign in with the password ${demoPassword} as`);
  for (const { email, name, role, department } of demoPeople) {
    say(`    ${email.padEnd(longest)}  ${name}, ${department ?? role}`);
  }
  say("");
}
