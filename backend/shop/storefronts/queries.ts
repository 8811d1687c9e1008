import { In } from "typeorm";
import type { Me } from "../../contract/queries/console.ts";
import { officeQueries, type StorefrontRow as StorefrontView } from "../../contract/queries/office.ts";
import type { Reader } from "../../core/database/reader.ts";
import { defineQuery } from "../../core/query.ts";
import {
  type StorefrontRow,
  type StorefrontSecretRow,
  storefrontSecrets,
  storefronts,
} from "../storefront-tables.ts";

const mostStorefronts = 500;

const readAll = (reader: Reader): Promise<StorefrontRow[]> =>
  reader.many(storefronts, { order: { name: "ASC", id: "ASC" }, take: mostStorefronts });

/** For `desk.me`: every storefront, by name. */
export async function readStorefrontNames(reader: Reader): Promise<Me["storefronts"]> {
  return (await readAll(reader)).map(({ id, name, locale, timeZone }) => ({ id, name, locale, timeZone }));
}

function toView(row: StorefrontRow, secrets: readonly StorefrontSecretRow[]): StorefrontView {
  const { id, key, createdAt: _createdAt, merchantAdapter, merchantUrl, ...settings } = row;
  const own = secrets.filter(({ storefrontId }) => storefrontId === id);
  return {
    storefrontId: id,
    key,
    settings: { ...settings, merchant: { adapter: merchantAdapter, url: merchantUrl } },
    secrets: own
      .filter(({ purpose }) => purpose === "identity")
      .map(({ id: kid, madeAt }) => ({ kid, madeAt })),
    hasMerchantSecret: own.some(({ purpose }) => purpose === "merchant"),
  };
}

export const readStorefrontList = defineQuery({
  name: "storefront.list",
  who: officeQueries["storefront.list"].who,
  input: officeQueries["storefront.list"].input,
  async read(reader): Promise<{ storefronts: StorefrontView[] }> {
    const rows = await readAll(reader);
    const secrets =
      rows.length === 0
        ? []
        : await reader.many(storefrontSecrets, {
            where: { storefrontId: In(rows.map(({ id }) => id)) },
            order: { madeAt: "DESC", id: "DESC" },
            take: mostStorefronts * 4,
          });
    return { storefronts: rows.map((row) => toView(row, secrets)) };
  },
});
