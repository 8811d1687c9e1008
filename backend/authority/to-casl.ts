import type { Schedule } from "../contract/policy.ts";
import { type Clause, percentAt, scaled } from "./clauses.ts";
import type { GrantRule } from "./grant-rule.ts";

export interface Said {
  clause: Clause;
  /** CASL's subject types that it is said of. */
  scopes: string[];
}

type Conditions = Record<string, unknown>;

/**
 * CASL unites its rules, so that of two caps the wider would win, and lets a later rule override an earlier one. So what
 * may be granted at all comes first as `can`, every limit after all of them as a `cannot` above it, and what is refused or
 * needs an approval last.
 */
export function toCasl(said: readonly Said[]): GrantRule[] {
  const grants = said.filter(({ clause }) => clause.effect.kind === "grant");
  const stops = said.filter(({ clause }) => clause.effect.kind !== "grant");
  return [
    ...grants.map(({ clause, scopes }) => rule(scopes, givingOf(clause), false)),
    ...grants.flatMap(({ clause, scopes }) =>
      excessesOf(clause).map((excess) => rule(scopes, { ...excess, ...guardOf(clause) }, true)),
    ),
    ...stops.map(({ clause, scopes }) => rule(scopes, guardOf(clause), true)),
  ];
}

/** CASL takes an empty condition for a mistake. */
function rule(subject: string[], conditions: Conditions, inverted: boolean): GrantRule {
  return {
    action: "grant",
    subject,
    ...(inverted ? { inverted } : {}),
    ...(Object.keys(conditions).length === 0 ? {} : { conditions }),
  };
}

const guardOf = ({ guards }: Clause): Conditions => {
  const all: Conditions = {};
  for (const { casl } of guards) Object.assign(all, casl);
  return all;
};

/** A rule that names products gives only what is all of them. */
const givingOf = (clause: Clause): Conditions =>
  clause.products === null ? guardOf(clause) : { ...guardOf(clause), fits: clause.ruleId };

/** What is seldom true stands first in each, because CASL stops looking at the first that is not. */
function excessesOf(clause: Clause): Conditions[] {
  const { photoAboveMinor, photoAboveTrustedMinor, packagingPhoto, auditShare } = clause;
  const caps = clause.caps.flatMap(({ field, limit, counts }) =>
    counts === "money"
      ? spans(clause).map(({ percent, at }) => ({ [field]: { $gt: scaled(limit, percent) }, ...at }))
      : [{ [field]: { $gt: limit } }],
  );
  const unseen = packagingPhoto ? { lacksPackaging: true } : { lacksPhoto: true };
  const photo = (aboveMinor: number | null, isTrusted: boolean): Conditions[] =>
    aboveMinor === null ? [] : [{ orderTotalMinor: { $gt: aboveMinor }, ...unseen, isTrusted }];
  return [
    ...caps,
    ...photo(photoAboveMinor, false),
    ...photo(photoAboveTrustedMinor, true),
    ...(auditShare === 0 ? [] : [{ auditDraw: { $lt: auditShare / 100 }, ...unseen }]),
  ];
}

interface Span {
  percent: number;
  at: Conditions;
}

/** The times in which a rule's money caps are the same. */
function spans(clause: Pick<Clause, "schedules">): Span[] {
  const { schedules } = clause;
  if (schedules.length === 0) return [{ percent: 100, at: {} }];
  const turns = turnsOf(schedules);
  return [null, ...turns].map((from, index) => {
    const until = turns[index] ?? null;
    const at = { ...(from === null ? {} : { $gte: from }), ...(until === null ? {} : { $lt: until }) };
    return { percent: percentAt(clause, from ?? Number.NEGATIVE_INFINITY), at: { at } };
  });
}

const turnsOf = (schedules: readonly Schedule[]): number[] =>
  [...new Set(schedules.flatMap(({ from, until }) => [from, until]))].sort((a, b) => a - b);
