import type { FigureCut } from "../contract/figures.ts";
import type { RemedyState } from "../contract/vocabulary.ts";
import { type Actor, isPerson } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { refuse } from "../core/refusal.ts";
import { type StorefrontRow, storefronts } from "../shop/storefront-tables.ts";
import type { Bucket } from "./figures-period.ts";

/** Whose figures are read, and by what they are cut. */
export interface Scope {
  storefrontId: string;
  timeZone: string;
  /** Null: everybody's. */
  personId: string | null;
  by: FigureCut;
}

export interface Clause {
  sql: string;
  parameters: unknown[];
}

/** The one answer to "whose figures may they read": supervisors and admins everybody's, an agent their own. */
export async function scopeFor(
  reader: Reader,
  actor: Actor,
  asked: { storefrontId: string; by: FigureCut },
): Promise<Scope> {
  const storefront: StorefrontRow | null = await reader.one(storefronts, { id: asked.storefrontId });
  if (storefront === null || !isPerson(actor) || actor.kind === "department") refuse("not_found", {});
  const personId = actor.kind === "agent" ? actor.personId : null;
  return { ...asked, timeZone: storefront.timeZone, personId };
}

const remedyCuts: Record<FigureCut, string> = {
  department: "COALESCE(r.`departmentId`, '')",
  agent: "r.`requesterId`",
  reason: "r.`reason`",
};
const escalationCuts: Record<FigureCut, string> = {
  department: "COALESCE(e.`openedByDepartmentId`, '')",
  agent: "e.`openedById`",
  // What the case is about: its first remedy's reason, else its claim's.
  reason:
    "COALESCE((SELECT x.`reason` FROM `remedies` x WHERE x.`ticketId` = e.`ticketId` ORDER BY x.`createdAt` LIMIT 1), " +
    "(SELECT y.`reason` FROM `claims` y WHERE y.`ticketId` = e.`ticketId` ORDER BY y.`at` LIMIT 1), '')",
};

export const remedyCut = ({ by }: Pick<Scope, "by">): string => remedyCuts[by];
export const escalationCut = ({ by }: Pick<Scope, "by">): string => escalationCuts[by];

type Span = Pick<Bucket, "startAt" | "endAt">;

/** Remedies `r` that were given or asked for in the span: a range of the index on storefront and time. */
export function remediesIn({ storefrontId, personId }: Scope, { startAt, endAt }: Span): Clause {
  const own = personId === null ? "" : " AND r.`requesterId` = ?";
  return {
    sql: `r.\`storefrontId\` = ? AND r.\`createdAt\` >= ? AND r.\`createdAt\` < ?${own}`,
    parameters: [storefrontId, startAt, endAt, ...(personId === null ? [] : [personId])],
  };
}

/** Escalations `e` that were opened in the span. */
export function escalationsIn({ storefrontId, personId }: Scope, { startAt, endAt }: Span): Clause {
  const own = personId === null ? "" : " AND e.`openedById` = ?";
  return {
    sql: `e.\`storefrontId\` = ? AND e.\`openedAt\` >= ? AND e.\`openedAt\` < ?${own}`,
    parameters: [storefrontId, startAt, endAt, ...(personId === null ? [] : [personId])],
  };
}

/** What became of a remedy; `failed`: promised, and not possible after all. */
const meaning: Record<RemedyState, "waiting" | "declined" | "expired" | "withdrawn" | "promised" | "failed"> =
  {
    awaiting_approval: "waiting",
    granted: "promised",
    paying: "promised",
    settled: "promised",
    failed: "failed",
    declined: "declined",
    expired: "expired",
    withdrawn: "withdrawn",
    recalled: "withdrawn",
  };

export const meaningOf = (state: RemedyState) => meaning[state];

/** For SQL: the quoted states that mean one of these. They are our own words, none of a caller's. */
export const statesThatMean = (...meanings: (typeof meaning)[RemedyState][]): string =>
  Object.entries(meaning)
    .filter(([, each]) => meanings.includes(each))
    .map(([state]) => `'${state}'`)
    .join(", ");
