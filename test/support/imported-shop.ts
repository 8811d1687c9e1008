import { fileURLToPath } from "node:url";
import { systemClock } from "../../backend/core/clock.ts";
import { update } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { importFolder } from "../../backend/shop/import/import-folder.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { identitySecrets } from "../../backend/shop/storefronts/secrets.ts";
import { customers } from "../../backend/shop/tables.ts";
import type { Frontline } from "./frontline.ts";
import { signToken } from "./identity-token.ts";
import { serveShopPages } from "./shop-pages.ts";

const folder = fileURLToPath(new URL("fixtures/retail", import.meta.url));

/** Customers and orders of a Shopify export, imported into the demo's storefront, and a page of theirs on its own origin. */
export async function openImportedShop({ app, make, url }: Frontline) {
  const storefront = await make.reader.one(storefronts, { key: "demo" });
  if (storefront === null) throw new Error("the demo has no storefront");
  const storefrontId = storefront.id;
  const tallies = await importFolder(folder, { execute: app.execute, storefrontId, report: () => undefined });
  const bad = tallies.flatMap((tally) => tally.bad);
  if (bad.length > 0) throw new Error(`rows were not imported: ${JSON.stringify(bad)}`);
  const pages = await serveShopPages(url);
  const origins = [...storefront.origins, pages.origin];
  await make.save(update(storefronts, { id: storefrontId }, { origins }));
  const [secret] = await identitySecrets(make.reader, storefrontId);

  return {
    close: pages.close,
    /** The page as this customer sees it, signed in by the shop. */
    async addressFor(name: string): Promise<string> {
      const customer = await make.reader.one(customers, { storefrontId, name });
      if (customer === null || secret === undefined) throw new Error(`nobody is called ${name}`);
      const claims = {
        sub: customer.externalId,
        email: customer.email,
        name,
        jti: newId(),
        exp: Math.floor(systemClock.now() / 1000) + 300,
      };
      const token = await signToken(claims, secret.secret, { kid: secret.kid });
      return pages.address({ key: storefront.key, calls: [["identify", token]] });
    },
  };
}
