import type { PolicyRule } from "../../../backend/contract/policy.ts";
import { type RemedyKind, remedyKinds } from "../../../backend/contract/vocabulary.ts";

/** What agents may give of this remedy; it covers nothing until it names an amount. */
export const newRule = (id: string, remedy: RemedyKind): PolicyRule => ({
  id,
  roles: ["agent"],
  departmentIds: [],
  personIds: [],
  remedy,
  reasons: [],
  verifiedOrderOnly: true,
  when: {
    tiers: [],
    customerAgeDays: null,
    claims: null,
    given: null,
    orderAgeDays: null,
    isDelivered: null,
    productTypes: [],
    skus: [],
    channels: [],
  },
  effect: { kind: "grant" },
  perOrder: {},
  perDay: {},
  caps: {
    perRequest: {},
    orderShare: null,
    quantity: null,
    perWeek: {},
    perCustomer: null,
    perTeamMonth: {},
    counts: { perOrder: null, perDay: null, perWeek: null, perTeamMonth: null, perCustomer: null },
  },
  schedules: [],
  photoAbove: {},
  photoAboveTrusted: {},
  packagingPhoto: false,
  auditShare: 0,
});

export interface RuleGroup {
  remedy: RemedyKind;
  /** With their places among all rules: problems are told by place. */
  rules: { rule: PolicyRule; index: number }[];
}

/** Rules by remedy, in the remedies' own order; remedies without a rule are left out. */
export function groupsOf(rules: readonly PolicyRule[]): RuleGroup[] {
  return remedyKinds.flatMap((remedy) => {
    const own = rules.flatMap((rule, index) => (rule.remedy === remedy ? [{ rule, index }] : []));
    return own.length === 0 ? [] : [{ remedy, rules: own }];
  });
}
