import type { Limit } from "../contract/policy.ts";
import type { Clause } from "./clauses.ts";
import type { AmountlessFacts } from "./facts.ts";

/** What is not shown yet. */
export interface Lacks {
  photo: boolean;
  /** Of the item and its packaging at least one. */
  packaging: boolean;
}

export function lacksEvidence({ photoCount, packagingPhotoCount }: AmountlessFacts): Lacks {
  return {
    photo: photoCount === 0,
    packaging: packagingPhotoCount === 0 || photoCount <= packagingPhotoCount,
  };
}

export const nothingShown: Lacks = { photo: true, packaging: true };

/** The rooms are money: up to there nothing is asked in that way; null where nothing ever is. */
export interface EvidenceLimit {
  limit: Limit;
  /** By the amount alone, without the audit's draw. */
  byAmountMinor: number | null;
  ofPackagingMinor: number | null;
}

/** What may be given without what is lacking; null where no rule asks for it at any amount. */
export function evidenceLimit(
  clauses: readonly Clause[],
  facts: AmountlessFacts,
  lacks: Lacks,
): EvidenceLimit | null {
  const { orderGrantedMinor, auditDraw, isTrusted } = facts;
  let tightest: { clause: Clause; limitMinor: number; used: number } | null = null;
  let byAmountMinor: number | null = null;
  let ofPackagingMinor: number | null = null;
  for (const clause of clauses) {
    if (!(clause.packagingPhoto ? lacks.packaging : lacks.photo)) continue;
    const aboveMinor = isTrusted ? clause.photoAboveTrustedMinor : clause.photoAboveMinor;
    if (aboveMinor !== null) byAmountMinor = least(byAmountMinor, roomIn(aboveMinor, orderGrantedMinor));
    // An audit looks at trusted customers too: it is what tells whether the trust is deserved.
    const isDrawn = auditDraw < clause.auditShare / 100;
    const limitMinor = isDrawn ? 0 : aboveMinor;
    if (limitMinor === null) continue;
    const used = isDrawn ? 0 : orderGrantedMinor;
    if (tightest === null || limitMinor < tightest.limitMinor) tightest = { clause, limitMinor, used };
    if (clause.packagingPhoto) ofPackagingMinor = least(ofPackagingMinor, roomIn(limitMinor, used));
  }
  if (tightest === null) return null;
  const { clause, limitMinor, used } = tightest;
  const roomMinor = roomIn(limitMinor, used);
  const limit: Limit = {
    dimension: "evidence",
    ruleId: clause.ruleId,
    limitMinor,
    used,
    roomMinor,
    sentence: null,
  };
  return { limit, byAmountMinor, ofPackagingMinor };
}

const roomIn = (limitMinor: number, used: number): number => Math.max(0, limitMinor - used);
const least = (before: number | null, room: number): number =>
  before === null ? room : Math.min(before, room);
