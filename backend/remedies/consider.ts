import { allKeys, sharedKeys } from "../authority/budget-keys.ts";
import { lockBudgets, readBudgets } from "../authority/budgets.ts";
import type { Clause } from "../authority/clauses.ts";
import type { CompiledPolicy } from "../authority/compile-policy.ts";
import { decideRemedy, type Verdict } from "../authority/decide.ts";
import { explain } from "../authority/explain.ts";
import type { DecisionFacts } from "../authority/facts.ts";
import { headroomOf } from "../authority/headroom.ts";
import { isRefused } from "../authority/match-clauses.ts";
import { readUsage } from "../authority/read-usage.ts";
import type { BudgetRow } from "../authority/tables.ts";
import { lead } from "../contract/declaration.ts";
import type { LimitDimension } from "../contract/policy.ts";
import type { PersonActor } from "../core/actor.ts";
import type { Transaction } from "../core/database/transaction.ts";
import { refuse } from "../core/refusal.ts";
import { people } from "../staff/tables.ts";
import type { Ground, Wanted } from "./executors/executor.ts";
import { chosenIn, executorOf } from "./executors/executors.ts";
import type { Case } from "./lock-case.ts";
import { type Known, type Question, readBudgetKeys, readFacts } from "./read-facts.ts";

type Asked = Case & Question;

const ofTeam: ReadonlySet<LimitDimension> = new Set(["team_budget", "team_count"]);

/** With the budgets that a yes will draw on, locked. */
export type Empowered = Known & { budgets: BudgetRow[] };

/** For who is about to give: all that it draws on is locked, and the facts are those under these locks. */
export async function lockAuthority(tx: Transaction, asked: Asked): Promise<Empowered> {
  const { order } = asked.o;
  const keys = await readBudgetKeys(tx, order, asked.actor, asked.now);
  let budgets: BudgetRow[] = [];
  const known = await readFacts(tx, asked, async (policy, factsWith) => {
    const drawn = allKeys(keys);
    if (clausesAbout(policy, asked).some(({ effect }) => effect.kind === "refuse")) {
      const used = await readUsage(tx, keys, await readBudgets(tx, drawn), asked.now);
      // What a rule refuses draws on nothing: no budget is locked for it, nor made.
      if (isRefused(policy, factsWith(used))) return used;
    }
    const ids = isTeamCapped(policy, asked) ? [...drawn, keys.teamMonth] : drawn;
    const locked = await lockBudgets(tx, ids, order.storefrontId);
    budgets = [...locked.values()].filter(({ id }) => drawn.includes(id));
    return readUsage(tx, keys, locked, asked.now);
  });
  return { ...known, budgets };
}

/** What the policy says of what is asked, before any condition is looked at. */
function clausesAbout(policy: CompiledPolicy, { actor, o, choice, reason }: Asked): readonly Clause[] {
  const { kind: role, personId, departmentIds } = actor;
  const granter = { role, personId, departmentIds: [...departmentIds] };
  return policy.clausesFor(granter, { remedy: choice.remedy, reason, currency: o.order.currency });
}

/** Only then must those who give for one team wait for one another. */
const isTeamCapped = (policy: CompiledPolicy, asked: Asked): boolean =>
  clausesAbout(policy, asked).some(({ caps }) => caps.some(({ dimension }) => ofTeam.has(dimension)));

/** For who asks: nothing is drawn on yet. */
export async function readAuthority(tx: Transaction, asked: Asked): Promise<Known> {
  const keys = await readBudgetKeys(tx, asked.o.order, asked.actor, asked.now);
  return readFacts(tx, asked, async () =>
    readUsage(tx, keys, await readBudgets(tx, allKeys(keys)), asked.now),
  );
}

/** For who approves: their word replaces the limits, and their own day and week are spared. */
export async function lockShared(tx: Transaction, asked: Asked, requesterId: string): Promise<Empowered> {
  const { order } = asked.o;
  const requester = await tx.one(people, { id: requesterId });
  const departmentIds = requester?.departmentIds ?? [];
  const keys = await readBudgetKeys(tx, order, { personId: requesterId, departmentIds }, asked.now);
  const known = await readAuthority(tx, asked);
  const locked = await lockBudgets(tx, sharedKeys(keys), order.storefrontId);
  return { ...known, budgets: [...locked.values()] };
}

export interface Considered {
  facts: DecisionFacts;
  verdict: Verdict;
}

export function consider({ policy, facts }: Known, wanted: Wanted): Considered {
  const complete = { ...facts, amountMinor: wanted.amountMinor };
  return { facts: complete, verdict: decideRemedy(policy, complete) };
}

/** Refuses `approval_required` with every limit in the way, all other reasons, and what would be granted at once. */
export function ensureGranted(known: Known, considered: Considered, wanted: Wanted, ground: Ground): void {
  const { verdict } = considered;
  if (verdict.answer === "grant") return;
  const { hasFreeAmount, preview } = executorOf(wanted.remedy);
  const most = hasFreeAmount ? preview(chosenIn(wanted), ground).mostMinor : wanted.amountMinor;
  refuse("approval_required", {
    obstacles: verdict.obstacles,
    grantableMinor: headroomOf(known.policy, known.facts, most, []).grantableMinor,
    currency: wanted.currency,
    explanation: explain(known.policy, considered.facts, known.nameOf),
  });
}

export const isLead = (actor: PersonActor): boolean => lead.some((role) => role === actor.kind);
