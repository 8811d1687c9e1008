import type { FigureSlice } from "../contract/figures.ts";
import type { LimitDimension } from "../contract/policy.ts";
import { chasedEscalation, chasedRequest } from "./figures-messenger.ts";
import { statesThatMean } from "./figures-scope.ts";

const isRequest = "r.`because` IS NOT NULL";
const inStates = (...meanings: Parameters<typeof statesThatMean>) =>
  `r.\`state\` IN (${statesThatMean(...meanings)})`;
const promised = inStates("promised");
const audited = "r.`isAudit` = 1";

/** Which remedies `r` are behind a figure. Null: none are. */
const ofRemedies: Record<FigureSlice, string | null> = {
  granted: "r.`because` IS NULL",
  approved: `${isRequest} AND ${inStates("promised", "failed")}`,
  declined: inStates("declined"),
  expired: inStates("expired"),
  withdrawn: inStates("withdrawn"),
  waiting: inStates("waiting"),
  answered: "r.`answeredAt` IS NOT NULL",
  given: `${promised} AND r.\`photoCount\` IS NOT NULL`,
  unproven: `${promised} AND r.\`photoCount\` = 0`,
  audited: `${audited} AND r.\`photoCount\` IS NOT NULL`,
  delivered: `${audited} AND r.\`photoCount\` > 0`,
  missing: `${audited} AND r.\`photoCount\` = 0`,
  cases: "1 = 1",
  carried: isRequest,
  asked: isRequest,
  relayed: null,
  chased: `${isRequest} AND ${chasedRequest}`,
  hit: isRequest,
};

/** Which escalations `e`; left out: none. */
const ofEscalations: Partial<Record<FigureSlice, string>> = {
  cases: "1 = 1",
  carried: "1 = 1",
  relayed: "1 = 1",
  chased: chasedEscalation,
};

/** How an obstacle stands in the JSON of a request. The dimensions are our own words. */
export const hitBy = (dimension: LimitDimension): string =>
  `r.\`obstacles\` LIKE '%"dimension":"${dimension}"%'`;

export function remedySlice(slice: FigureSlice, limitedBy: LimitDimension | null): string | null {
  return slice === "hit" && limitedBy !== null ? `${isRequest} AND ${hitBy(limitedBy)}` : ofRemedies[slice];
}

export const escalationSlice = (slice: FigureSlice): string | null => ofEscalations[slice] ?? null;
