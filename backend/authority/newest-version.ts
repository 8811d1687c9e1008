import type { Reader } from "../core/database/reader.ts";
import { policies } from "./tables.ts";

/** The highest version there is, on trial or never released ones included; 0 where there is none. */
export async function readNewestVersion(reader: Reader, storefrontId: string): Promise<number> {
  const [newest] = await reader.many(policies, {
    select: { id: true, version: true },
    where: { storefrontId },
    order: { version: "DESC" },
    take: 1,
  });
  return newest?.version ?? 0;
}
