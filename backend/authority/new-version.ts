import type { PolicyRule } from "../contract/policy.ts";
import type { StaffMember } from "../contract/policy-approvers.ts";
import { findPolicyProblems, spellPolicyProblem } from "../contract/policy-problems.ts";
import { type Actor, isPerson } from "../core/actor.ts";
import type { Circumstances } from "../core/command.ts";
import { insert, type Write } from "../core/database/writes.ts";
import { refuse } from "../core/refusal.ts";
import { policies } from "./tables.ts";

/** A version that is never changed afterwards, whatever becomes of it. Refuses `policy_problem` with every problem. */
export function newVersion(
  of: { storefrontId: string; version: number; rules: PolicyRule[] },
  staff: readonly StaffMember[],
  actor: Actor,
  { now, newId }: Circumstances,
): Write {
  const problems = findPolicyProblems(of.rules, staff);
  if (problems.length > 0) refuse("policy_problem", { problems: problems.map(spellPolicyProblem) });
  return insert(policies, {
    id: newId(),
    ...of,
    publishedAt: now,
    publishedById: isPerson(actor) ? actor.personId : null,
    publishedByName: isPerson(actor) ? actor.name : "",
  });
}
