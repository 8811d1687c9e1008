import type { AuditEndings, Trust } from "../contract/figures.ts";
import type { Amounts } from "../contract/policy.ts";
import type { RemedyState } from "../contract/vocabulary.ts";
import type { Reader } from "../core/database/reader.ts";
import { addOutcomes, noOutcomes, outcomeOf } from "./figures-outcomes.ts";
import type { Bucket } from "./figures-period.ts";
import { meaningOf, remediesIn, remedyCut, type Scope } from "./figures-scope.ts";

export interface TrustCounts extends Trust {
  unprovenAmounts: Amounts;
  audit: AuditEndings;
}

export const noTrust = (): TrustCounts => ({
  given: 0,
  unproven: 0,
  unprovenAmounts: {},
  audited: 0,
  delivered: 0,
  audit: { delivered: noOutcomes(), missing: noOutcomes() },
});

function addAmounts(a: Amounts, b: Amounts): Amounts {
  const sum = { ...a };
  for (const [currency, minor] of Object.entries(b)) sum[currency] = (sum[currency] ?? 0) + minor;
  return sum;
}

export const addTrust = (a: TrustCounts, b: TrustCounts): TrustCounts => ({
  given: a.given + b.given,
  unproven: a.unproven + b.unproven,
  unprovenAmounts: addAmounts(a.unprovenAmounts, b.unprovenAmounts),
  audited: a.audited + b.audited,
  delivered: a.delivered + b.delivered,
  audit: {
    delivered: addOutcomes(a.audit.delivered, b.audit.delivered),
    missing: addOutcomes(a.audit.missing, b.audit.missing),
  },
});

interface Row {
  cut: string;
  currency: string;
  isRequest: number | string;
  isProven: number | string;
  isAudit: number | string | null;
  state: RemedyState;
  count: number | string;
  minor: number | string;
}

function countsOf(row: Row): TrustCounts {
  const count = Number(row.count);
  const isProven = Number(row.isProven) === 1;
  const counts = noTrust();
  if (meaningOf(row.state) === "promised") {
    counts.given = count;
    if (!isProven) {
      counts.unproven = count;
      counts.unprovenAmounts = { [row.currency]: Number(row.minor) };
    }
  }
  if (Number(row.isAudit) === 1) {
    counts.audited = count;
    counts.delivered = isProven ? count : 0;
    counts.audit[isProven ? "delivered" : "missing"][outcomeOf(row.state, Number(row.isRequest) === 1)] =
      count;
  }
  return counts;
}

/** Remedies older than the figures do not say what photos were seen, and are left out. */
export async function readTrust(
  reader: Reader,
  scope: Scope,
  bucket: Bucket,
): Promise<Map<string, TrustCounts>> {
  const among = remediesIn(scope, bucket);
  const rows = await reader.sql<Row>(
    `SELECT ${remedyCut(scope)} AS \`cut\`, r.\`currency\`, ` +
      "CASE WHEN r.`because` IS NULL THEN 0 ELSE 1 END AS `isRequest`, " +
      "CASE WHEN r.`photoCount` > 0 THEN 1 ELSE 0 END AS `isProven`, r.`isAudit`, r.`state`, " +
      "COUNT(*) AS `count`, SUM(r.`amountMinor`) AS `minor` FROM `remedies` r " +
      `WHERE ${among.sql} AND r.\`photoCount\` IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6`,
    among.parameters,
  );
  const found = new Map<string, TrustCounts>();
  for (const row of rows) found.set(row.cut, addTrust(found.get(row.cut) ?? noTrust(), countsOf(row)));
  return found;
}

/** Money by person would be a league table: by agent only the numbers are told. */
export const toTrust = ({ audit: _audit, ...trust }: TrustCounts, isByAgent: boolean): Trust => ({
  ...trust,
  unprovenAmounts: isByAgent ? null : trust.unprovenAmounts,
});
