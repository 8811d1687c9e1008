import { expect } from "chai";
import fc from "fast-check";
import { compilePolicy } from "../../backend/authority/compile-policy.ts";
import { judge } from "../../backend/authority/decide.ts";
import { quickAnswer } from "../../backend/authority/quick-answer.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { day, minute } from "../../backend/core/clock.ts";
import { demoPolicy } from "../../backend/demo/demo-policy.ts";
import { planHistory } from "../../backend/demo/history/plan-history.ts";
import { answers, type History } from "../../backend/insight/history.ts";
import { moveLimit } from "../../backend/insight/move-limit.ts";
import { replayPolicy } from "../../backend/insight/replay-policy.ts";
import { compareReplay } from "../../backend/insight/replay-result.ts";
import { createTurningPoints } from "../../backend/insight/turning-points.ts";
import { drawPast, encode, groundOf } from "../support/past.ts";
import { replayPlainly } from "../support/plain-replay.ts";
import { anyCases } from "../support/policies.ts";
import { shopRules } from "../support/shop-policies.ts";

const replay = (history: History, rules: readonly PolicyRule[]) =>
  replayPolicy(history, compilePolicy(2, rules));
const differences = (history: History, rules: readonly PolicyRule[]) =>
  compareReplay(history, replay(history, rules), 0).result.differences;

describe("the quick answer", () => {
  it("is the judged one, with as many approvers", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyCases, ({ rules, facts }) => {
        const policy = compilePolicy(1, rules);
        const verdict = judge(policy, facts);
        const steps = verdict.answer === "approval" ? verdict.chain.length : 0;
        expect(quickAnswer(policy, facts)).to.deep.equal({ answer: verdict.answer, steps });
        seen.add(verdict.answer);
      }),
      { numRuns: 3000 },
    );
    expect([...seen].sort()).to.deep.equal(["approval", "grant", "refuse"]);
  });
});

describe("replay", () => {
  it("changes nothing when the live policy meets its own history: zero differences on 20,000 decisions", function () {
    // `npm run bench -- replay` has 100,000 of them.
    this.timeout(600_000);
    const rules = demoPolicy();
    const history = drawPast(groundOf({ rules, cases: 20_000 }));
    const { result } = compareReplay(history, replay(history, rules), 0);
    expect(result.cases).to.equal(20_000);
    expect(result.before.approval).to.be.above(1000);
    expect(result.differences).to.equal(0);
    expect(result.after).to.deep.equal(result.before);
    expect([result.approvalsSaved, result.waitedMs]).to.deep.equal([0, 0]);
    expect([result.extra, result.withheld]).to.deep.equal([{}, {}]);
  });

  it("changes nothing under any policy's own history, whatever limits it has", () => {
    fc.assert(
      fc.property(shopRules, fc.integer({ min: 1, max: 1000 }), (rules, seed) => {
        expect(differences(drawPast(groundOf({ rules, seed, cases: 150 })), rules)).to.equal(0);
      }),
      { numRuns: 40 },
    );
  });

  it("answers as if every budget were summed up anew for each case, for any candidate", () => {
    let moved = 0;
    fc.assert(
      fc.property(shopRules, shopRules, fc.integer({ min: 1, max: 1000 }), (live, candidate, seed) => {
        const ground = groundOf({ rules: live, seed, cases: 150, from: Date.UTC(2026, 10, 1) - 20 * day });
        const { cases } = planHistory(ground);
        const history = encode(cases, ground.timeZone);
        const { answer } = replay(history, candidate);
        const byRemedy = new Map(history.remedyIds.map((id, of) => [id, answers[answer[of] ?? 0]]));
        const plain = replayPlainly(cases, candidate, ground.timeZone);
        expect(cases.map(({ remedyId }) => byRemedy.get(remedyId))).to.deep.equal(plain);
        moved += Number(differences(history, candidate) > 0);
      }),
      { numRuns: 60 },
    );
    expect(moved).to.be.above(20);
  });

  it("takes over only what must be the same: reused replays answer as whole ones", () => {
    let taken = 0;
    fc.assert(
      fc.property(
        shopRules,
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 500, max: 60_000 }),
        (rules, seed, to) => {
          const history = drawPast(
            groundOf({ rules, seed, cases: 300, from: Date.UTC(2026, 10, 1) - 30 * day }),
          );
          const [rule] = rules;
          if (rule === undefined || rule.effect.kind !== "grant") return;
          const limit = { ruleId: rule.id, cap: "perOrder" as const, currency: "CNY" };
          const points = createTurningPoints(history.count);
          const whole = replayPolicy(history, compilePolicy(2, rules), { points });
          const touched = Uint8Array.from(history.facts, (facts) =>
            Number(facts.remedy === rule.remedy && facts.currency === "CNY"),
          );
          const moved = compilePolicy(2, moveLimit(rules, limit, to));
          const reused = replayPolicy(history, moved, { reuse: { of: whole, points, touched } });
          const { answer, atOnce } = replayPolicy(history, moved);
          expect([reused.answer, reused.atOnce]).to.deep.equal([answer, atOnce]);
          taken += history.count - reused.decided;
        },
      ),
      { numRuns: 60 },
    );
    expect(taken).to.be.above(1000);
  });

  it("counts what a wider limit grants at once: waits, approvals, money, and what turned out badly", () => {
    const rules = demoPolicy();
    const ground = groundOf({ rules, cases: 3000 });
    const history = drawPast(ground);
    const wider = rules.map((rule) => ({
      ...rule,
      perOrder: { CNY: 500_000, USD: 500_000 },
      photoAbove: {},
      verifiedOrderOnly: false,
    }));
    const replayed = replay(history, wider);
    const { result, cases } = compareReplay(history, replayed, ground.until);
    const newly = cases.grantedAtOnce;
    expect(newly.length).to.equal(result.numbers.grantedAtOnce.count).and.to.be.above(200);
    expect(
      newly.every((of) => answers[history.was[of] ?? 0] === "approval" && replayed.atOnce[of] === 1),
    ).to.equal(true);
    expect(result.approvalsSaved).to.be.above(0);
    expect(result.medianWaitMs).to.be.within(20 * minute, 80 * minute);
    expect(result.numbers.badPassed.count).to.be.above(0).and.below(newly.length);
    const declined = result.numbers.declinedNowGranted.count;
    expect(declined).to.equal(result.unknown.declinedNowGranted).and.to.be.above(0);
    const byReason = result.extraBy.reason.reduce((sum, { extra }) => sum + (extra.CNY ?? 0), 0);
    const byAgent = result.extraBy.agent.reduce((sum, { extra }) => sum + (extra.CNY ?? 0), 0);
    expect(byReason).to.equal(result.extra.CNY).and.to.equal(byAgent);
  });

  it("says what a narrower limit stops, and that nobody knows how it would have gone", () => {
    const rules = demoPolicy();
    const history = drawPast(groundOf({ rules, cases: 3000 }));
    const narrower = rules.map((rule) => ({ ...rule, perOrder: { CNY: 5000, USD: 5000 } }));
    const { result } = compareReplay(history, replay(history, narrower), 0);
    expect(result.numbers.newlyStopped.count).to.be.above(100).and.to.equal(result.unknown.newlyStopped);
    // What is stopped leaves budgets for others: a handful pass that had met a full day.
    expect(result.numbers.grantedAtOnce.count).to.be.below(result.numbers.newlyStopped.count / 10);
    expect(result.numbers.badStopped.count).to.be.above(0);
    expect(result.approvalsSaved).to.be.below(0);
    expect(result.withheld.CNY).to.be.above(0);
  });

  it("draws the same past for the same seed, and marks it as generated", () => {
    const rules = demoPolicy();
    const [one, same, other] = [7, 7, 8].map((seed) => planHistory(groundOf({ rules, seed, cases: 200 })));
    expect(one).to.deep.equal(same);
    expect(one?.cases[0]?.ticketId).not.to.equal(other?.cases[0]?.ticketId);
    const history = drawPast(groundOf({ rules, cases: 200, from: Date.UTC(2026, 9, 1) - 60 * day }));
    expect(compareReplay(history, replay(history, rules), 0).result.generated).to.equal(200);
  });
});
