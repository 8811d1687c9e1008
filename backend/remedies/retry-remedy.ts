import { reserve } from "../authority/budgets.ts";
import { recordDecision } from "../authority/record-decision.ts";
import type { BudgetRow } from "../authority/tables.ts";
import { remedyCommands } from "../contract/commands/remedies.ts";
import { topic } from "../contract/sockets.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { type Circumstances, defineCommand } from "../core/command.ts";
import { update, type Write } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { append } from "../tickets/timeline.ts";
import { after, countsAfter } from "./change-remedy.ts";
import { consider, ensureGranted, isLead, lockAuthority, readAuthority } from "./consider.ts";
import { holdWrites } from "./effects.ts";
import { lockRemedyCase, lockStock } from "./lock-case.ts";
import { ensureOpen, payJob } from "./promise.ts";
import { ensurePossible, ensureWithinLines, isPayee } from "./rules.ts";
import { type RemedyRow, remedies } from "./tables.ts";

const { input, who } = remedyCommands["remedy.retry"];

const wasApproved = (remedy: RemedyRow) => remedy.deciderId !== null;

/**
 * Decided anew, because the failure gave back what it held and others may have used it since. One that was granted draws
 * on the day of who tries again; one that was approved needs an approver's word again, and draws on nobody's.
 */
export const retryRemedy = defineCommand({
  name: "remedy.retry",
  who,
  input,
  async load(tx, { remedyId }, actor: PersonActor, { now }) {
    const found = await lockRemedyCase(tx, remedyId, actor);
    const stock = await lockStock(tx, found.o, found.remedy);
    const { remedy, reason } = found.remedy;
    const asked = { ...found, actor, remedy, reason, now };
    const authority = wasApproved(found.remedy)
      ? { ...(await readAuthority(tx, asked)), budget: null }
      : await lockAuthority(tx, asked);
    return { ...found, stock, authority };
  },
  decide({ o, ticket, remedy, stock, authority }, _input, actor, circumstances) {
    const { now } = circumstances;
    const { policy, budget } = authority;
    const attempt = remedy.attempt + 1;
    const retried = after(remedy, "retry", now, {
      attempt,
      failure: null,
      reservations: held(remedy, budget),
    });
    ensureOpen(ticket);
    ensureMayRetry(remedy, actor);
    if (isPayee(actor, o.order, ticket)) refuse("own_request", {});
    if (remedy.remedy === "refund") ensureWithinLines(remedy.amountMinor, o, remedy.lines);
    ensurePossible(remedy, o, stock, { mayExceedBought: !wasApproved(remedy) && isLead(actor) });
    const considered = consider(authority, remedy);
    if (!wasApproved(remedy)) ensureGranted(authority, considered, remedy, o);

    const body = { remedyId: remedy.id, attempt };
    const counts = countsAfter(ticket, remedy.state, retried.state);
    const appended = append(ticket, [{ kind: "remedy.retried", body, by: authorOf(actor) }], now, counts);
    return {
      answer: {},
      writes: [
        update(remedies, { id: remedy.id }, retried),
        ...appended.writes,
        ...holdWrites({ remedy: retried, o, stock }),
        ...drawWrites(retried, budget, circumstances),
        recordDecision(
          { ticketId: ticket.id, remedyId: remedy.id, policy, act: "retry", ...considered },
          circumstances,
        ),
      ],
      jobs: [payJob(retried)],
      tell: [
        ...appended.tell,
        toStaff(
          topic.queues,
          topic.case(ticket.id),
          topic.headroom(o.order.id),
          topic.budget(actor.personId),
          topic.payouts,
        ),
      ],
    };
  },
});

function ensureMayRetry(remedy: RemedyRow, actor: PersonActor): void {
  if (!wasApproved(remedy)) return;
  if (!isLead(actor)) refuse("not_allowed", {});
  if (remedy.requesterId === actor.personId) refuse("own_request", {});
}

const held = ({ amountMinor }: RemedyRow, budget: BudgetRow | null) =>
  budget === null ? [] : [{ budgetId: budget.id, amountMinor }];

function drawWrites(remedy: RemedyRow, budget: BudgetRow | null, circumstances: Circumstances): Write[] {
  if (budget === null) return [];
  const { id: remedyId, attempt, amountMinor } = remedy;
  return reserve(budget, { remedyId, attempt, amountMinor }, circumstances).writes;
}
