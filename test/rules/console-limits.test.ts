import { expect } from "chai";
import { changedRules, currenciesOf, newRule, withAmount } from "../../agent-console/limits/limits-draft.ts";

const rule = { ...newRule(), perOrder: { USD: 100, CNY: 700 } };

describe("the draft of the limits", () => {
  it("sets a figure in one currency and takes it away again", () => {
    const raised = withAmount(rule, "perDay", "CNY", 900);
    expect(raised.perDay).to.deep.equal({ CNY: 900 });
    expect(withAmount(raised, "perDay", "CNY", null).perDay).to.deep.equal({});
    expect(rule.perDay).to.deep.equal({});
  });

  it("names the currencies of all figures", () => {
    expect(currenciesOf([rule, withAmount(newRule(), "photoAbove", "EUR", 1)])).to.deep.equal([
      "CNY",
      "EUR",
      "USD",
    ]);
  });

  it("marks what was changed, added or taken away, and nothing that only stands in another order", () => {
    const same = { ...rule, perOrder: { CNY: 700, USD: 100 } };
    expect([...changedRules([rule], [same])]).to.deep.equal([]);
    const added = newRule();
    expect([...changedRules([rule], [rule, added])]).to.deep.equal([added.id]);
    expect([...changedRules([rule], [])]).to.deep.equal([rule.id]);
    expect([...changedRules([rule], [{ ...rule, verifiedOrderOnly: true }])]).to.deep.equal([rule.id]);
  });
});
