import { type BareSubject, type GrantSubject, subjectAt } from "../contract/grant-subject.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import { ensureComplete } from "./complete-facts.ts";
import { lacksEvidence } from "./evidence-limit.ts";
import { type AmountlessFacts, type DecisionFacts, scopeName } from "./facts.ts";
import { fitsProducts, touchesProducts } from "./guards.ts";
import { claimsWithin, givenWithin } from "./rolling-window.ts";

/** With all that a rule of this policy may ask of this scope. */
export function bareSubjectOf(policy: CompiledPolicy, facts: AmountlessFacts): BareSubject {
  const lacks = lacksEvidence(facts);
  const subject: BareSubject = {
    scope: scopeName(facts),
    at: facts.at,
    assurance: facts.assurance,
    channel: facts.channel,
    tiers: facts.customer.tiers,
    customerAgeDays: facts.customer.ageDays,
    orderAgeDays: facts.orderAgeDays,
    isDelivered: facts.isDelivered,
    fits: [],
    touches: [],
    quantity: facts.quantity,
    lacksPhoto: lacks.photo,
    lacksPackaging: lacks.packaging,
    isTrusted: facts.isTrusted,
    auditDraw: facts.auditDraw,
    orderPaidMinor: facts.orderPaidMinor,
    orderGrantedMinor: facts.orderGrantedMinor,
    dayUsedMinor: facts.dayUsedMinor,
    weekUsedMinor: facts.weekUsedMinor,
    teamUsedMinor: facts.teamUsedMinor,
    orderCount: facts.orderGrantedCount + 1,
    dayCount: facts.dayUsedCount + 1,
    weekCount: facts.weekUsedCount + 1,
    teamCount: facts.teamUsedCount + 1,
    claims: {},
    given: {},
    remedies: {},
  };
  for (const { windows, products, ruleId } of policy.clausesFor(facts, facts)) {
    for (const days of windows.claims) subject.claims[days] ??= claimsWithin(facts, days);
    for (const days of windows.given) {
      if (subject.given[days] !== undefined) continue;
      const given = givenWithin(facts, days);
      subject.given[days] = given.minor;
      subject.remedies[days] = given.count;
    }
    if (products === null) continue;
    if (fitsProducts(products, facts.products)) subject.fits.push(ruleId);
    if (touchesProducts(products, facts.products)) subject.touches.push(ruleId);
  }
  return subject;
}

/** Throws on facts that are not complete. */
export function subjectOf(policy: CompiledPolicy, facts: DecisionFacts): GrantSubject {
  ensureComplete(facts);
  return subjectAt(bareSubjectOf(policy, facts), facts.amountMinor);
}
