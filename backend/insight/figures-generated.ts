import type { GeneratedShare } from "../contract/figures.ts";
import type { Reader } from "../core/database/reader.ts";
import { generatedLike } from "../core/ids.ts";
import type { Bucket } from "./figures-period.ts";
import { remediesIn, type Scope } from "./figures-scope.ts";

/** How much of a period no person did: figures over demo history must not be taken for the shop's own. */
export async function readGenerated(
  reader: Reader,
  scope: Scope,
  buckets: readonly Bucket[],
): Promise<GeneratedShare> {
  const share = { generated: 0, of: 0 };
  for (const bucket of buckets) {
    const among = remediesIn(scope, bucket);
    const [row] = await reader.sql<Record<"generated" | "of", number | string | null>>(
      `SELECT COUNT(*) AS \`of\`, SUM(CASE WHEN r.\`id\` LIKE '${generatedLike}' THEN 1 ELSE 0 END) AS \`generated\` ` +
        `FROM \`remedies\` r WHERE ${among.sql}`,
      among.parameters,
    );
    share.of += Number(row?.of ?? 0);
    share.generated += Number(row?.generated ?? 0);
  }
  return share;
}
