import { createMongoAbility } from "@casl/ability";
import { packRules, unpackRules } from "@casl/ability/extra";
import { expect } from "chai";
import fc from "fast-check";
import { compilePolicy } from "../../backend/authority/compile-policy.ts";
import { decideRemedy } from "../../backend/authority/decide.ts";
import { explain } from "../../backend/authority/explain.ts";
import type { DecisionFacts } from "../../backend/authority/facts.ts";
import type { GrantAbility, GrantRule } from "../../backend/authority/grant-rule.ts";
import { headroomOf } from "../../backend/authority/headroom.ts";
import { quickAnswer } from "../../backend/authority/quick-answer.ts";
import { bareSubjectOf } from "../../backend/authority/subject.ts";
import { detectSubjectType, subjectAt } from "../../backend/contract/grant-subject.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { answerPlainly } from "../support/plain-policy.ts";
import { anyCases } from "../support/policies.ts";

/** As a console has them, after the wire. */
function consoleAnswer(rules: readonly GrantRule[]) {
  const wired = JSON.parse(JSON.stringify(packRules([...rules])));
  return createMongoAbility<GrantAbility>(unpackRules(wired), { detectSubjectType });
}

function expectOneAnswer(rules: PolicyRule[], facts: DecisionFacts): void {
  const policy = compilePolicy(1, rules);
  const plain = answerPlainly(rules, facts);

  const verdict = decideRemedy(policy, facts);
  expect(verdict.answer).to.equal(plain.answer);
  if (verdict.answer === "approval") expect(verdict.chain).to.deep.equal(plain.chain);
  const { answer, steps } = quickAnswer(policy, facts);
  expect(answer).to.equal(plain.answer);
  expect(steps).to.equal(plain.chain.length);

  const said = explain(policy, facts);
  expect(said.answer).to.equal(plain.answer);
  const rooms = new Map(said.limits.map(({ dimension, roomMinor }) => [dimension, BigInt(roomMinor)]));
  expect(rooms).to.deep.equal(plain.rooms);

  const ability = consoleAnswer(policy.caslRulesFor(facts));
  const subject = JSON.parse(JSON.stringify(bareSubjectOf(policy, facts)));
  const { grantableMinor } = headroomOf(policy, facts, facts.amountMinor * 2, []);
  for (const amountMinor of new Set([1, facts.amountMinor, grantableMinor, grantableMinor + 1])) {
    if (amountMinor === 0) continue;
    const isGranted = answerPlainly(rules, { ...facts, amountMinor }).answer === "grant";
    expect(ability.can("grant", subjectAt(subject, amountMinor) as unknown as string)).to.equal(isGranted);
    if (amountMinor <= facts.amountMinor * 2) expect(amountMinor <= grantableMinor).to.equal(isGranted);
  }
}

describe("every way of asking a policy", () => {
  it("gives the answer that its rules give when they are read one by one", () => {
    const met = { grant: 0, approval: 0, refuse: 0 };
    fc.assert(
      fc.property(anyCases, ({ rules, facts }) => {
        met[answerPlainly(rules, facts).answer] += 1;
        expectOneAnswer(rules, facts);
      }),
      { numRuns: 1500 },
    );
    expect(Math.min(...Object.values(met))).to.be.above(20);
  });
});
