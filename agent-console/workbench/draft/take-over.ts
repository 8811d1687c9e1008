import type { PolicyRule } from "../../../backend/contract/policy.ts";
import { changedIds } from "../rules/changed-ids.ts";

export interface TakenOver {
  rules: PolicyRule[];
  /** Ids of rules that both have changed: they stay as they are in the draft. */
  both: string[];
  /** Something of theirs came in. */
  isMore: boolean;
}

type Rules = readonly PolicyRule[];

/**
 * What others have put in force since, under what one has changed oneself: a rule that only they changed, added or took
 * away is as they have it; one that only the draft changed, or that both did, is as the draft has it.
 */
export function takeOver({ base, live, mine }: { base: Rules; live: Rules; mine: Rules }): TakenOver {
  const of = (rules: Rules, id: string) => rules.find((rule) => rule.id === id);
  const same = (one: PolicyRule | undefined, other: PolicyRule | undefined) =>
    one === undefined || other === undefined ? one === other : changedIds([one], [other]).size === 0;
  const both: string[] = [];
  let isMore = false;

  function chosen(id: string): PolicyRule[] {
    const [before, theirs, own] = [of(base, id), of(live, id), of(mine, id)];
    const isTheirs = !same(before, theirs) && same(before, own);
    if (isTheirs) isMore = true;
    else if (!same(before, theirs) && !same(own, theirs)) both.push(id);
    const rule = isTheirs ? theirs : own;
    return rule === undefined ? [] : [rule];
  }
  const ids = [...mine, ...live].map(({ id }) => id);
  return { rules: [...new Set(ids)].flatMap(chosen), both, isMore };
}
