import { readPolicy } from "../authority/queries.ts";
import type { RunDays } from "../contract/insight.ts";
import { day } from "../core/clock.ts";
import type { Reader } from "../core/database/reader.ts";
import { storefronts } from "../shop/storefront-tables.ts";
import type { Frame } from "./thread-talk.ts";

/** What work over a storefront's last `days` needs to know beside the past itself. */
export async function readFrame(
  reader: Reader,
  { storefrontId, days, startedAt }: { storefrontId: string; days: RunDays; startedAt: number },
): Promise<Frame> {
  const storefront = await reader.one(storefronts, { id: storefrontId });
  const policy = await readPolicy(reader, storefrontId);
  return {
    span: { storefrontId, from: startedAt - days * day, until: startedAt },
    days,
    timeZone: storefront?.timeZone ?? "UTC",
    live: { version: policy?.version ?? 0, rules: policy?.rules ?? [] },
  };
}
