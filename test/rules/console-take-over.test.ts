import { expect } from "chai";
import { takeOver } from "../../agent-console/workbench/draft/take-over.ts";
import { newRule } from "../../agent-console/workbench/rules/new-rule.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";

const rule = (id: string, minor: number): PolicyRule => ({
  ...newRule(`00000000-0000-4000-8000-00000000000${id}`, "refund"),
  perOrder: { CNY: minor },
});
const read = ({ rules, both, isMore }: ReturnType<typeof takeOver>) => ({
  rules: rules.map(({ id, perOrder }) => `${id.at(-1)}:${perOrder.CNY}`).join(" "),
  both: both.map((id) => id.at(-1)).join(" "),
  isMore,
});

describe("a draft that was overtaken", () => {
  const base = [rule("1", 100), rule("2", 200), rule("3", 300), rule("4", 400)];
  const with_ = (changes: Record<string, number | null>, added: PolicyRule[] = []) => [
    ...base.flatMap((each) => {
      const change = changes[each.id.at(-1) ?? ""];
      return change === null ? [] : [change === undefined ? each : { ...each, perOrder: { CNY: change } }];
    }),
    ...added,
  ];

  it("takes in what only the others changed, and keeps what only it changed", () => {
    const live = with_({ 1: 110 });
    const mine = with_({ 2: 220 });
    expect(read(takeOver({ base, live, mine }))).to.deep.equal({
      rules: "1:110 2:220 3:300 4:400",
      both: "",
      isMore: true,
    });
  });

  it("keeps its own where both changed a rule, and names it; where both say the same, there is nothing to name", () => {
    const live = with_({ 1: 110, 2: 250 });
    const mine = with_({ 1: 120, 2: 250 });
    expect(read(takeOver({ base, live, mine }))).to.deep.equal({
      rules: "1:120 2:250 3:300 4:400",
      both: "1",
      isMore: false,
    });
  });

  it("follows what was taken away and added on either side", () => {
    const live = with_({ 1: null, 3: 330 }, [rule("5", 500)]);
    const mine = with_({ 2: null, 3: null }, [rule("6", 600)]);
    expect(read(takeOver({ base, live, mine }))).to.deep.equal({
      rules: "4:400 6:600 5:500",
      both: "3",
      isMore: true,
    });
  });
});
