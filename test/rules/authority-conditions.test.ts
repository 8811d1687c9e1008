import { expect } from "chai";
import { compilePolicy } from "../../backend/authority/compile-policy.ts";
import { decideRemedy, judge } from "../../backend/authority/decide.ts";
import type { DecisionFacts } from "../../backend/authority/facts.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { plainFacts as facts, plainRule as rule } from "../support/policies.ts";

describe("a rule's conditions", () => {
  it("is about customers who come often or were given much, in whatever currency a refusal looks at", () => {
    const no = { ...rule, id: "no", perOrder: {}, effect: { kind: "refuse" as const, sentence: "No." } };
    const refuses = (when: Partial<PolicyRule["when"]>, over: Partial<DecisionFacts>) =>
      judge(compilePolicy(1, [rule, { ...no, when: { ...rule.when, ...when } }]), { ...facts, ...over })
        .answer === "refuse";
    const claimed = (times: number) => ({
      customer: {
        ...facts.customer,
        claimsAt: Array.from({ length: times }, (_none, nth) => facts.at - nth),
      },
    });
    expect(refuses({ claims: { days: 30, atLeast: 3 } }, claimed(3))).to.equal(true);
    expect(refuses({ claims: { days: 30, atLeast: 3 } }, claimed(2))).to.equal(false);
    const grants = [{ at: facts.at, amountMinor: 500 }];
    const rich = { currency: "KWD", customer: { ...facts.customer, grants } };
    expect(refuses({ given: { days: 30, atLeast: { KWD: 500 } } }, rich)).to.equal(true);
    expect(refuses({ given: { days: 30, atLeast: { KWD: 501 } } }, rich)).to.equal(false);
  });

  it("asks nothing by a range without ends", () => {
    const open = { atLeast: null, atMost: null };
    const when = { ...rule.when, orderAgeDays: open, customerAgeDays: open, claims: { days: 30 } };
    expect(decideRemedy(compilePolicy(1, [{ ...rule, when }]), facts).answer).to.equal("grant");
  });
});
