import { budgetKeys } from "../../backend/authority/budget-keys.ts";
import { compilePolicy } from "../../backend/authority/compile-policy.ts";
import { decideRemedy } from "../../backend/authority/decide.ts";
import type { DecisionFacts } from "../../backend/authority/facts.ts";
import type { CaseAnswer } from "../../backend/contract/insight.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import type { Decided, PlannedCase } from "../../backend/demo/history/history-plan.ts";

interface Draw {
  keys: string[];
  customer: string;
  order: string;
  at: number;
  amountMinor: number;
}

/**
 * The same question answered the slow and obvious way: every budget summed up from nothing, for each case anew, under the
 * replay's own assumptions. What replay is held against.
 */
export function replayPlainly(
  cases: readonly PlannedCase[],
  rules: readonly PolicyRule[],
  timeZone: string,
): CaseAnswer[] {
  const policy = compilePolicy(2, rules);
  const answers: CaseAnswer[] = cases.map(() => "approval");
  const atOnce = cases.map(() => false);
  const draws = new Map<number, Draw>();
  const events = cases.flatMap((each, of) => [
    ...each.decided.map((decided) => ({ at: decided.at, of, decided: decided as Decided | null })),
    ...(each.failure === null ? [] : [{ at: each.failure.at, of, decided: null }]),
  ]);
  const rank = (decided: Decided | null) =>
    decided === null ? 2 : decided.act === "approve" ? 1 : decided.act === "retry" ? 3 : 0;
  events.sort((a, b) => a.at - b.at || rank(a.decided) - rank(b.decided));

  const drawOf = ({ facts }: Decided, of: number, isOwn: boolean, amountMinor: number): Draw => {
    const { storefrontId, personId, departmentIds, currency, customer, at: now } = facts;
    const keys = budgetKeys({
      storefrontId,
      personId,
      departmentIds,
      customerId: customer.id,
      currency,
      timeZone,
      now,
    });
    return {
      keys: isOwn ? [keys.teamMonth, keys.personDay, keys.personWeek] : [keys.teamMonth],
      customer: keys.customer ?? "",
      order: cases[of]?.demand.order.id ?? "",
      at: now,
      amountMinor,
    };
  };

  function seen(facts: DecisionFacts, of: number): DecisionFacts {
    const own = drawOf({ facts } as Decided, of, true, 0);
    const standing = [...draws.values()];
    const sum = (some: readonly Draw[]) => some.reduce((total, each) => total + each.amountMinor, 0);
    const under = (key: string | undefined) => standing.filter((each) => each.keys.includes(key ?? ""));
    const [team, day, week] = own.keys.map(under);
    const ofOrder = standing.filter((each) => each.order === own.order);
    const grants = standing
      .filter((each) => each.customer === own.customer)
      .map(({ at, amountMinor }) => ({ at, amountMinor }))
      .sort((a, b) => b.at - a.at);
    return {
      ...facts,
      dayUsedMinor: sum(day ?? []),
      dayUsedCount: day?.length ?? 0,
      weekUsedMinor: sum(week ?? []),
      weekUsedCount: week?.length ?? 0,
      teamUsedMinor: sum(team ?? []),
      teamUsedCount: team?.length ?? 0,
      orderGrantedMinor: sum(ofOrder),
      orderGrantedCount: ofOrder.length,
      customer: { ...facts.customer, grants },
    };
  }

  for (const { of, decided } of events) {
    const each = cases[of] as PlannedCase;
    const isGivenAtOnce = each.answer === null;
    const { amountMinor } = each.demand;
    if (decided === null) draws.delete(of);
    else if (decided.act === "approve") {
      if (!atOnce[of]) draws.set(of, drawOf(decided, of, false, decided.facts.amountMinor));
    } else if (decided.act === "retry") {
      if (atOnce[of]) draws.set(of, drawOf(decided, of, true, amountMinor));
      else if (!isGivenAtOnce) draws.set(of, drawOf(decided, of, false, decided.facts.amountMinor));
    } else {
      const { answer } = decideRemedy(policy, seen(decided.facts, of));
      answers[of] = answer;
      atOnce[of] = answer === "grant";
      if (atOnce[of]) draws.set(of, drawOf(decided, of, true, amountMinor));
    }
  }
  return answers;
}
