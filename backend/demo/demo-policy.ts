import { type Amounts, conditions, type PolicyRule, policyRule } from "../contract/policy.ts";
import { type ClaimReason, type RemedyKind, type Role, remedyKinds } from "../contract/vocabulary.ts";
import { newId } from "../core/ids.ts";

const currencies = ["CNY", "USD", "EUR"];
/** The same number of whole units in each currency. */
const each = (units: number): Amounts => Object.fromEntries(currencies.map((code) => [code, units * 100]));

const seen: ClaimReason[] = ["broken", "defective", "wrong_item", "not_as_described"];
const unseen: ClaimReason[] = ["missing", "late"];
const personal: ClaimReason[] = ["changed_mind", "other"];

/** Beside refund and reship, of which a supervisor too is asked for a photo above a height. */
const furtherKinds = remedyKinds.filter((kind) => kind !== "refund" && kind !== "reship");

interface Limits {
  perOrder: number;
  perDay: number;
  /** Asked for a photo above this; trusted customers above three times as much. */
  photoAbove?: number;
}

function rule(roles: Role[], remedy: RemedyKind, reasons: ClaimReason[], limits: Limits): PolicyRule {
  const { perOrder, perDay, photoAbove } = limits;
  return policyRule.parse({
    id: newId(),
    roles,
    remedy,
    reasons,
    verifiedOrderOnly: roles.includes("agent"),
    perOrder: each(perOrder),
    perDay: each(perDay),
    photoAbove: photoAbove === undefined ? {} : each(photoAbove),
    photoAboveTrusted: photoAbove === undefined ? {} : each(photoAbove * 3),
  });
}

/** Of furniture a photo is asked for now and then whatever the amount, so that it is known what the trust costs. */
const audited = (roles: Role[]): PolicyRule => ({
  ...rule(roles, "refund", seen, { perOrder: 1000, perDay: 2000, photoAbove: 100 }),
  when: conditions.parse({ productTypes: ["Furniture"] }),
  auditShare: 25,
});

const agents: Role[] = ["agent"];
const leads: Role[] = ["supervisor", "admin"];

/**
 * The demo's limits: orders of the demo and of the imported shop lie on both sides of each. What a photo can show asks
 * for one; what is missing or late cannot be photographed.
 */
export function demoPolicy(): PolicyRule[] {
  return [
    rule(agents, "refund", seen, { perOrder: 300, perDay: 2000, photoAbove: 100 }),
    rule(agents, "refund", unseen, { perOrder: 300, perDay: 2000 }),
    rule(agents, "refund", personal, { perOrder: 150, perDay: 2000 }),
    rule(agents, "reship", ["broken", "defective", "wrong_item"], {
      perOrder: 500,
      perDay: 3000,
      photoAbove: 100,
    }),
    rule(agents, "reship", unseen, { perOrder: 500, perDay: 3000 }),
    rule(agents, "exchange", seen, { perOrder: 500, perDay: 3000, photoAbove: 100 }),
    rule(agents, "exchange", personal, { perOrder: 500, perDay: 3000 }),
    rule(agents, "return_refund", [], { perOrder: 500, perDay: 3000 }),
    rule(agents, "cancellation", [], { perOrder: 1000, perDay: 5000 }),
    rule(agents, "order_change", [], { perOrder: 100, perDay: 1000 }),
    rule(agents, "store_credit", [], { perOrder: 100, perDay: 500 }),
    rule(agents, "points", [], { perOrder: 50, perDay: 500 }),
    rule(agents, "gift", [], { perOrder: 80, perDay: 300 }),
    rule(agents, "address_correction", [], { perOrder: 300, perDay: 2000 }),
    ...furtherKinds.map((kind) => rule(leads, kind, [], { perOrder: 5000, perDay: 20_000 })),
    rule(leads, "refund", [], { perOrder: 5000, perDay: 20_000, photoAbove: 1000 }),
    rule(leads, "reship", [], { perOrder: 5000, perDay: 20_000, photoAbove: 1000 }),
    audited(agents),
  ];
}
