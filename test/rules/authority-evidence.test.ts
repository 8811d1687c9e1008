import { expect } from "chai";
import { compilePolicy } from "../../backend/authority/compile-policy.ts";
import { evidenceAsk } from "../../backend/authority/evidence-ask.ts";
import type { DecisionFacts } from "../../backend/authority/facts.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { plainFacts, plainRule } from "../support/policies.ts";

const ask = (rules: Partial<PolicyRule>[], over: Partial<DecisionFacts>) =>
  evidenceAsk(
    compilePolicy(
      1,
      rules.map((rule, nth) => ({ ...plainRule, id: String(nth), ...rule })),
    ),
    { ...plainFacts, ...over },
  );

describe("of several rules about evidence", () => {
  it("the packaging is asked for only by one whose own limit is passed", () => {
    const rules = [{ photoAbove: { USD: 50 } }, { photoAbove: { USD: 200 }, packagingPhoto: true }];
    expect(ask(rules, { amountMinor: 200 })).to.include({ isAsked: true, ofPackaging: false, ruleId: "0" });
    expect(ask(rules, { amountMinor: 201 })).to.include({ isAsked: true, ofPackaging: true });
    expect(ask(rules, { amountMinor: 150, orderGrantedMinor: 51 })).to.include({ ofPackaging: true });
  });

  it("an audit is what the amount alone would not have asked for", () => {
    const drawn = { auditDraw: 0 };
    const rules: Partial<PolicyRule>[] = [{ photoAbove: { USD: 50 } }, { photoAbove: {}, auditShare: 10 }];
    expect(ask(rules, { ...drawn, amountMinor: 50 })).to.include({ isAsked: true, isAudit: true });
    expect(ask(rules, { ...drawn, amountMinor: 51 })).to.include({ isAsked: true, isAudit: false });
    const one = [{ photoAbove: { USD: 50 }, photoAboveTrusted: {}, auditShare: 10 }];
    expect(ask(one, { ...drawn, amountMinor: 51 })).to.include({ isAudit: false });
    expect(ask(one, { ...drawn, amountMinor: 51, isTrusted: true })).to.include({ isAudit: true });
  });
});
