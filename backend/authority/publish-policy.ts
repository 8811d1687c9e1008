import { policyCommands } from "../contract/commands/policies.ts";
import { findPolicyProblems, spellPolicyProblem } from "../contract/policy-problems.ts";
import { topic } from "../contract/sockets.ts";
import { isPerson } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { insert } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { storefronts } from "../shop/storefront-tables.ts";
import { readPolicy } from "./queries.ts";
import { policies } from "./tables.ts";

const declaration = policyCommands["policy.publish"];

/** In force for whatever is decided from its commit on. What was asked for before stays with the version it was asked under. */
export const publishPolicy = defineCommand({
  name: "policy.publish",
  who: declaration.who,
  input: declaration.input,

  // Two who publish at once wait for each other on the storefront.
  async load(tx, { storefrontId }) {
    const storefront = await tx.lock(storefronts, storefrontId);
    if (storefront === null) refuse("not_found", {});
    return { newest: await readPolicy(tx, storefrontId) };
  },

  decide({ newest }, { storefrontId, basedOn, rules }, actor, { now, newId }) {
    const before = newest?.version ?? 0;
    if (basedOn !== before) refuse("changed_meanwhile", {});
    const problems = findPolicyProblems(rules);
    if (problems.length > 0) refuse("policy_problem", { problems: problems.map(spellPolicyProblem) });
    const version = before + 1;
    const row = {
      id: newId(),
      storefrontId,
      version,
      rules,
      publishedAt: now,
      publishedById: isPerson(actor) ? actor.personId : null,
      publishedByName: isPerson(actor) ? actor.name : "",
    };
    return {
      answer: { version },
      writes: [insert(policies, row)],
      tell: [toStaff(topic.policy(storefrontId))],
    };
  },
});
