import type { PolicyRule } from "../contract/policy.ts";
import type { StaffMember } from "../contract/policy-approvers.ts";
import { findPolicyProblems, spellPolicyProblem } from "../contract/policy-problems.ts";
import { type Actor, isPerson } from "../core/actor.ts";
import type { Circumstances } from "../core/command.ts";
import { insert, type Write } from "../core/database/writes.ts";
import { refuse } from "../core/refusal.ts";
import { policies } from "./tables.ts";

/** Refuses `policy_problem` with every problem that these rules have with the staff of today. */
export function ensurePublishable(rules: readonly PolicyRule[], staff: readonly StaffMember[]): void {
  const problems = findPolicyProblems(rules, staff);
  if (problems.length > 0) refuse("policy_problem", { problems: problems.map(spellPolicyProblem) });
}

/** A version that is never changed afterwards, whatever becomes of it. */
export function newVersion(
  of: { storefrontId: string; version: number; basedOn: number; rules: PolicyRule[] },
  staff: readonly StaffMember[],
  actor: Actor,
  { now, newId }: Circumstances,
): Write {
  ensurePublishable(of.rules, staff);
  return insert(policies, {
    id: newId(),
    ...of,
    publishedAt: now,
    publishedById: isPerson(actor) ? actor.personId : null,
    publishedByName: isPerson(actor) ? actor.name : "",
  });
}
