import { insightCommands } from "../contract/commands/insight.ts";
import { findPolicyProblems, spellPolicyProblem } from "../contract/policy-problems.ts";
import type { PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { insert } from "../core/database/writes.ts";
import { refuse } from "../core/refusal.ts";
import { storefronts } from "../shop/storefront-tables.ts";
import { limitIn } from "./move-limit.ts";
import { runs } from "./tables.ts";

const { input, who } = insightCommands["insight.start-run"];

/** More would only make each other slower, and only the newest is looked at. */
const openAtMost = 4;

export const startRun = defineCommand({
  name: "insight.start-run",
  who,
  input,
  async load(tx, { storefrontId }, actor: PersonActor) {
    if ((await tx.one(storefronts, { id: storefrontId })) === null) refuse("not_found", {});
    const startedById = actor.personId;
    const open =
      (await tx.count(runs, { startedById, state: "waiting" })) +
      (await tx.count(runs, { startedById, state: "running" }));
    return { open };
  },
  decide({ open }, { kind, storefrontId, days, rules, limit }, actor, { now, newId }) {
    if (open >= openAtMost) refuse("busy", {});
    const problems = findPolicyProblems(rules);
    if (problems.length > 0) refuse("policy_problem", { problems: problems.map(spellPolicyProblem) });
    if (limit !== null && limitIn(rules, limit) === null) refuse("not_found", {});
    const id = newId();
    const row = {
      id,
      storefrontId,
      kind,
      days,
      asked: { rules, limit },
      state: "waiting" as const,
      progress: 0,
      result: null,
      cases: null,
      startedById: actor.personId,
      startedAt: now,
    };
    return {
      answer: { runId: id },
      writes: [insert(runs, row)],
      jobs: [{ kind: "insight.run", payload: { runId: id } }],
    };
  },
});
