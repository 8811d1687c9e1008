import { expect } from "chai";
import { compilePolicy } from "../../backend/authority/compile-policy.ts";
import { decideRemedy, judge } from "../../backend/authority/decide.ts";
import { explain } from "../../backend/authority/explain.ts";
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

  it("stops and limits by product what any line is of: another line beside it does not get past it", () => {
    const when = { ...rule.when, productTypes: ["cups"] };
    const products = [
      { sku: "CUP", productType: "cups" },
      { sku: "POT", productType: "pots" },
    ];
    const of = (over: Partial<PolicyRule>, about = products) => {
      const rules = [rule, { ...rule, id: "b", when, ...over }];
      return explain(compilePolicy(1, rules), { ...facts, products: about });
    };
    const refusal = { effect: { kind: "refuse", sentence: "Not cups." } } as const;
    expect(of(refusal).answer).to.equal("refuse");
    expect(of(refusal, products.slice(1)).answer).to.equal("grant");
    const tight = { perOrder: { USD: 1 } };
    expect(of(tight).limits[0]).to.deep.include({ dimension: "order_cap", ruleId: "b", limitMinor: 1 });
    expect(of(tight).answer).to.equal("approval");
    expect(of(tight, products.slice(1)).answer).to.equal("grant");
  });
});
