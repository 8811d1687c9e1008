import type { EvidenceAsk, Limit } from "../contract/policy.ts";
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

export interface EvidenceLimit {
  limit: Limit;
  ask: EvidenceAsk;
}

/** What may be given without what is lacking; null where no rule asks for it at any amount. */
export function evidenceLimit(
  clauses: readonly Clause[],
  facts: AmountlessFacts,
  lacks: Lacks,
): EvidenceLimit | null {
  let tightest: { clause: Clause; limitMinor: number; isAudit: boolean } | null = null;
  let ofPackaging = false;
  for (const clause of clauses) {
    if (!(clause.packagingPhoto ? lacks.packaging : lacks.photo)) continue;
    const asked = askedAbove(clause, facts);
    if (asked === null) continue;
    if (tightest === null || asked.limitMinor < tightest.limitMinor) tightest = { clause, ...asked };
    ofPackaging ||= clause.packagingPhoto;
  }
  if (tightest === null) return null;
  const { clause, limitMinor, isAudit } = tightest;
  const used = isAudit ? 0 : facts.orderGrantedMinor;
  return {
    limit: {
      dimension: "evidence",
      ruleId: clause.ruleId,
      limitMinor,
      used,
      roomMinor: Math.max(0, limitMinor - used),
      sentence: null,
    },
    ask: { isAsked: true, ofPackaging, ruleId: clause.ruleId, isAudit },
  };
}

/** An audit looks at trusted customers too: it is what tells whether the trust is deserved. */
function askedAbove(clause: Clause, facts: AmountlessFacts): { limitMinor: number; isAudit: boolean } | null {
  if (facts.auditDraw < clause.auditShare / 100) return { limitMinor: 0, isAudit: true };
  const limitMinor = facts.isTrusted ? clause.photoAboveTrustedMinor : clause.photoAboveMinor;
  return limitMinor === null ? null : { limitMinor, isAudit: false };
}
