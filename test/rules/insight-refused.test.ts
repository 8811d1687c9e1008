import { expect } from "chai";
import fc from "fast-check";
import { compilePolicy } from "../../backend/authority/compile-policy.ts";
import { judge } from "../../backend/authority/decide.ts";
import type { DecisionFacts } from "../../backend/authority/facts.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { day, minute } from "../../backend/core/clock.ts";
import type { PlannedCase } from "../../backend/demo/history/history-plan.ts";
import { planHistory } from "../../backend/demo/history/plan-history.ts";
import { createHistoryBuilder } from "../../backend/insight/encode-history.ts";
import { answers, endings, type History } from "../../backend/insight/history.ts";
import { moveLimit } from "../../backend/insight/move-limit.ts";
import type { RawDecision, RawRefused, RawRefusedPage } from "../../backend/insight/raw-history.ts";
import { replayPolicy } from "../../backend/insight/replay-policy.ts";
import { compareReplay } from "../../backend/insight/replay-result.ts";
import { createTurningPoints } from "../../backend/insight/turning-points.ts";
import { encode, groundOf } from "../support/past.ts";
import { replayPlainly } from "../support/plain-replay.ts";
import { openRule, plainFacts } from "../support/policies.ts";
import { shopRules } from "../support/shop-policies.ts";

const until = Date.UTC(2026, 10, 1);
const refusing: PolicyRule = {
  ...openRule,
  id: "no",
  roles: ["agent", "supervisor"],
  reasons: ["late"],
  effect: { kind: "refuse", sentence: "Not for being late." },
};
const groundUnder = (rules: PolicyRule[], seed: number) =>
  groundOf({ rules, seed, cases: 150, from: until - 20 * day });

const refusedOf = (id: string, ticketId: string, orderId: string, facts: DecisionFacts): RawRefused => ({
  id,
  ticketId,
  orderId,
  at: facts.at,
  facts: JSON.stringify(facts),
  outcome: JSON.stringify({
    act: "grant",
    verdict: { answer: "refuse", ruleId: "no", sentence: "No.", obstacles: [] },
  }),
  lineIds: "[]",
  personName: "Lin",
});

/** Of every third case: somebody asked for the same a moment before, for a reason that is refused. */
function refusedBeside(cases: readonly PlannedCase[], rules: readonly PolicyRule[]): PlannedCase[] {
  const policy = compilePolicy(1, rules);
  return cases.flatMap((each, index): PlannedCase[] => {
    const [first] = each.decided;
    if (first === undefined || index % 3 > 0) return [];
    const at = first.facts.at - 1;
    const facts: DecisionFacts = { ...first.facts, at, remedy: "refund", reason: "late" };
    const verdict = judge(policy, facts);
    if (verdict.answer !== "refuse") return [];
    const id = `refused ${index}`;
    const decided = [{ id, at, act: "grant" as const, facts, verdict }];
    return [{ ...each, ticketId: id, remedyId: id, decided, failure: null, reopenedAt: null }];
  });
}

const pageOf = (refused: readonly PlannedCase[]): RawRefusedPage => ({
  refused: refused
    .flatMap(({ ticketId, demand, decided }) =>
      decided.map(({ id, facts }) => refusedOf(id, ticketId, demand.order.id, facts)),
    )
    .sort((a, b) => a.at - b.at),
  followed: [],
});

describe("replay of what rules refused", () => {
  it("changes nothing under any policy's own history", () => {
    let tried = 0;
    fc.assert(
      fc.property(shopRules, fc.integer({ min: 1, max: 1000 }), (some, seed) => {
        const rules = [...some, refusing];
        const ground = groundUnder(rules, seed);
        const { cases } = planHistory(ground);
        const refused = refusedBeside(cases, rules);
        const history = encode(cases, ground.timeZone, pageOf(refused));
        const replayed = replayPolicy(history, compilePolicy(2, rules));
        const { result } = compareReplay(history, replayed, until);
        expect(result.cases).to.equal(cases.length + refused.length);
        expect(result.differences).to.equal(0);
        expect([result.approvalsSaved, result.extra]).to.deep.equal([0, {}]);
        tried += refused.length;
      }),
      { numRuns: 40 },
    );
    expect(tried).to.be.above(500);
  });

  it("answers as if every budget were summed up anew for each case, for any candidate", () => {
    let granted = 0;
    fc.assert(
      fc.property(shopRules, shopRules, fc.integer({ min: 1, max: 1000 }), (some, candidate, seed) => {
        const rules = [...some, refusing];
        const ground = groundUnder(rules, seed);
        const { cases } = planHistory(ground);
        const refused = refusedBeside(cases, rules);
        const history = encode(cases, ground.timeZone, pageOf(refused));
        const { answer, atOnce } = replayPolicy(history, compilePolicy(2, candidate));
        const answered = new Map(history.decisionIds.map((id, of) => [id, answers[answer[of] ?? 0]]));
        const all = [...cases, ...refused];
        const plain = replayPlainly(all, candidate, ground.timeZone);
        expect(all.map(({ decided }) => answered.get(decided[0]?.id ?? ""))).to.deep.equal(plain);
        granted += [...atOnce].filter((is, of) => is === 1 && history.remedyIds[of] === "").length;
      }),
      { numRuns: 60 },
    );
    expect(granted).to.be.above(100);
  });

  it("takes over only what must be the same, for a curve of one limit", () => {
    let taken = 0;
    fc.assert(
      fc.property(
        shopRules,
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 500, max: 60_000 }),
        (some, seed, to) => {
          const [rule] = some;
          if (rule === undefined || rule.effect.kind !== "grant") return;
          const rules = [...some, refusing];
          const ground = groundUnder(rules, seed);
          const { cases } = planHistory(ground);
          const history = encode(cases, ground.timeZone, pageOf(refusedBeside(cases, rules)));
          const points = createTurningPoints(history.count);
          const of = replayPolicy(history, compilePolicy(2, some), { points });
          const touched = Uint8Array.from(history.facts, (facts) =>
            Number(facts.remedy === rule.remedy && facts.currency === "CNY"),
          );
          const limit = { ruleId: rule.id, cap: "perOrder" as const, currency: "CNY" };
          const moved = compilePolicy(2, moveLimit(some, limit, to));
          const reused = replayPolicy(history, moved, { reuse: { of, points, touched } });
          const { answer, atOnce } = replayPolicy(history, moved);
          expect([reused.answer, reused.atOnce]).to.deep.equal([answer, atOnce]);
          taken += history.count - reused.decided;
        },
      ),
      { numRuns: 40 },
    );
    expect(taken).to.be.above(500);
  });
});

describe("a case that a rule refused", () => {
  const { at } = plainFacts;
  const late = (over: Partial<DecisionFacts> = {}): DecisionFacts => ({
    ...plainFacts,
    reason: "late",
    ...over,
  });
  const [first, second, third] = [
    late({ at, amountMinor: 900 }),
    late({ at: at + minute, amountMinor: 500 }),
    late({ at: at + 2 * minute, amountMinor: 300 }),
  ];
  const given = (atMs: number, lines: string[] = [], ticketId = "t"): RawRefusedPage["followed"][number] => ({
    ticketId,
    orderId: "o",
    remedy: "refund",
    lines: JSON.stringify(lines.map((lineId) => ({ lineId, quantity: 1 }))),
    at: atMs,
  });
  const grantedIn = (ticketId: string, facts: DecisionFacts): RawDecision => ({
    id: `grant ${facts.at}`,
    remedyId: `remedy ${facts.at}`,
    ticketId,
    at: facts.at,
    facts: JSON.stringify(facts),
    outcome: JSON.stringify({ act: "grant", verdict: { answer: "grant" } }),
    orderId: "o",
    state: "settled",
    amountMinor: facts.amountMinor,
    since: facts.at,
    settlement: null,
    requesterName: "Lin",
    ratingScore: null,
  });
  function historyOf(
    refused: RawRefused[],
    followed: RawRefusedPage["followed"] = [],
    decisions: RawDecision[] = [],
  ): History {
    const builder = createHistoryBuilder("UTC");
    builder.add({ decisions, reopened: [], failed: [] });
    builder.addRefused({ refused, followed });
    return builder.finish();
  }
  const under = (history: History, rules: readonly PolicyRule[]) =>
    compareReplay(history, replayPolicy(history, compilePolicy(2, rules)), until);

  it("is one, told by its last try, however often the same was tried in a ticket", () => {
    const tries = [first, second, third].map((facts, index) => refusedOf(`r${index}`, "t", "o", facts));
    const history = historyOf(tries);
    expect(history.decisionIds).to.deep.equal(["r2"]);
    expect(history.ended[0]).to.equal(endings.indexOf("refused"));
  });

  it("is none where the same became a remedy afterwards, which then is the case", () => {
    const tries = [first, second].map((facts, index) => refusedOf(`r${index}`, "t", "o", facts));
    expect(historyOf(tries, [given(third.at)]).count).to.equal(0);
    expect(historyOf(tries, [given(first.at - 1)]).count).to.equal(1);
    expect(historyOf(tries, [given(first.at + 1)]).decisionIds).to.deep.equal(["r1"]);
    const what = grantedIn("t", { ...third, reason: "broken" });
    expect(historyOf(tries, [given(third.at)], [what]).decisionIds).to.deep.equal([what.id]);
  });

  it("is another in another ticket, on another order, about other lines, and of another remedy", () => {
    const tries = [
      refusedOf("a", "t", "o", first),
      refusedOf("b", "t2", "o", second),
      refusedOf("c", "t", "o2", second),
      { ...refusedOf("d", "t", "o", second), lineIds: '["x"]' },
      refusedOf("e", "t", "o", { ...second, remedy: "reship" }),
      // The same two lines, whichever was named first.
      { ...refusedOf("f", "t", "o", second), lineIds: '["y","z"]' },
      { ...refusedOf("g", "t", "o", third), lineIds: '["z","y"]' },
    ];
    const elsewhere = [given(third.at, ["q"]), given(third.at, [], "t3")];
    expect(historyOf(tries, elsewhere).decisionIds.toSorted()).to.deep.equal(["a", "b", "c", "d", "e", "g"]);
  });

  it("that a candidate grants is counted apart from those who waited, with its money by reason, tier and agent", () => {
    const gold = late({ amountMinor: 700, customer: { ...plainFacts.customer, tiers: ["gold"] } });
    const history = historyOf([refusedOf("r0", "t", "o", gold)]);
    const { result, cases } = under(history, [openRule]);
    expect(result.numbers.refusedNowGranted).to.deep.equal({ count: 1, amounts: { USD: 700 }, named: 1 });
    expect(cases.refusedNowGranted).to.deep.equal([0]);
    expect(result.numbers.grantedAtOnce.count).to.equal(0);
    expect([result.before, result.after]).to.deep.equal([
      { grant: 0, approval: 0, refuse: 1 },
      { grant: 1, approval: 0, refuse: 0 },
    ]);
    expect(result.extra).to.deep.equal({ USD: 700 });
    const share = { count: 1, extra: { USD: 700 } };
    expect(result.extraBy).to.deep.equal({
      reason: [{ key: "late", name: "late", ...share }],
      tier: [{ key: "gold", name: "gold", ...share }],
      agent: [{ key: "p", name: "Lin", ...share }],
    });
    expect([result.approvalsSaved, result.waitedMs, result.medianWaitMs]).to.deep.equal([0, 0, null]);
    expect(result.unknown).to.include({ refusedNowGranted: 1, neverAnswered: 0, tooYoung: 0 });
    expect(under(history, [openRule, refusing]).result.differences).to.equal(0);
  });

  it("that a candidate would have asked for is said as such, with the approval that it costs", () => {
    const history = historyOf([refusedOf("r0", "t", "o", first)]);
    const { result, cases } = under(history, [{ ...openRule, perOrder: { USD: 100 } }]);
    expect(result.numbers.refusedNowAsked).to.deep.equal({ count: 1, amounts: { USD: 900 }, named: 1 });
    expect(cases.refusedNowAsked).to.deep.equal([0]);
    expect([result.approvalsSaved, result.extra]).to.deep.equal([-1, {}]);
    expect(result.unknown).to.include({ refusedNowAsked: 1, refusedNowGranted: 0 });
  });

  it("is said to have been helped otherwise where its ticket was given something else afterwards", () => {
    const otherwise = grantedIn("t", { ...plainFacts, at: third.at, remedy: "store_credit" });
    const before = grantedIn("t", { ...plainFacts, at: first.at - minute, remedy: "store_credit" });
    const helped = (decisions: RawDecision[]) => {
      const history = historyOf([refusedOf("r0", "t", "o", first)], [], decisions);
      return under(history, [openRule, { ...openRule, id: "credit", remedy: "store_credit" }]).result.unknown;
    };
    expect(helped([otherwise])).to.include({ refusedNowGranted: 1, helpedOtherwise: 1 });
    expect(helped([before])).to.include({ refusedNowGranted: 1, helpedOtherwise: 0 });
  });

  it("uses up the budgets of those that follow, once a candidate grants it", () => {
    const next = { ...plainFacts, at: first.at + minute, amountMinor: 200, orderGrantedMinor: 0 };
    const history = historyOf([refusedOf("r0", "t", "o", first)], [], [grantedIn("t2", next)]);
    const capped = { ...openRule, perDay: { USD: 1000 } };
    expect(under(history, [capped, refusing]).result.differences).to.equal(0);
    const { result, cases } = under(history, [capped]);
    expect(result.numbers.refusedNowGranted.count).to.equal(1);
    expect(cases.newlyStopped.map((of) => history.decisionIds[of])).to.deep.equal([`grant ${next.at}`]);
  });
});
