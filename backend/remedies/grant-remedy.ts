import { evidenceAsk } from "../authority/evidence-ask.ts";
import { recordDecision } from "../authority/record-decision.ts";
import { remedyCommands } from "../contract/commands/remedies.ts";
import { topic } from "../contract/sockets.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { insert } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { append, type Draft } from "../tickets/timeline.ts";
import { countsAfter } from "./change-remedy.ts";
import { consider, ensureGranted, isLead, lockAuthority } from "./consider.ts";
import { drawOf, reservationsOf, reserveAll } from "./draws.ts";
import { holdWrites } from "./effects.ts";
import { choiceOf, ensurePossible, wantedOf } from "./executors/executors.ts";
import { ensureSeen, lockCase, lockGround } from "./lock-case.ts";
import { newRemedy } from "./new-remedy.ts";
import { readIsPayee } from "./payee.ts";
import { assignDrafts, ensureOpen, payJob, promisedBody, toldDrafts } from "./promise.ts";
import { isRefusal, readRefusedLately, refuseByRule } from "./refuse-by-rule.ts";
import { remedies } from "./tables.ts";

const { input, who } = remedyCommands["remedy.grant"];

/** Beyond the granter's authority it is refused with `approval_required`: beyond a cap lies never silence. */
export const grantRemedy = defineCommand({
  name: "remedy.grant",
  who,
  input,
  async load(tx, { request, remediesSeen }, actor: PersonActor, { now }) {
    const found = await lockCase(tx, request, actor);
    await ensureSeen(tx, found.ticket, remediesSeen);
    const choice = choiceOf(request);
    const ground = await lockGround(tx, found.o, choice);
    const asked = { ...found, actor, choice, reason: request.reason, now };
    const isPayee = await readIsPayee(tx, actor, found);
    const authority = await lockAuthority(tx, asked);
    return {
      ...found,
      ground,
      isPayee,
      authority,
      refusedLately: await readRefusedLately(tx, found.ticket, authority),
    };
  },
  decide({ o, ticket, ground, isPayee, authority, refusedLately }, { request, tell }, actor, circumstances) {
    const { now, newId } = circumstances;
    ensureOpen(ticket);
    if (isPayee) refuse("own_request", {});
    const wanted = wantedOf(request, ground);
    ensurePossible(wanted, ground, { mayExceedBought: isLead(actor) });
    const considered = consider(authority, wanted);
    const { reason } = request;
    if (isRefusal(considered)) {
      const refusing = { act: "grant" as const, case: { o, ticket }, remedyId: null, refusedLately };
      return refuseByRule({ ...refusing, wanted, reason, authority, considered }, circumstances);
    }
    ensureGranted(authority, considered, wanted, ground);

    const { policy, shadow, budgets } = authority;
    const { amountMinor } = wanted;
    const remedy = {
      ...newRemedy({
        id: newId(),
        by: "grant",
        case: { o, ticket },
        wanted,
        reason,
        actor,
        policyVersion: policy.version,
        chain: [],
        facts: considered.facts,
        isAudit: evidenceAsk(policy, considered.facts).isAudit,
        now,
      }),
      reservations: reservationsOf(budgets, amountMinor),
    };
    const drafts: Draft[] = [
      ...assignDrafts(ticket, actor),
      ...toldDrafts(tell, actor, circumstances),
      {
        kind: "remedy.granted",
        body: { ...promisedBody(remedy), reason: remedy.reason },
        by: authorOf(actor),
      },
    ];
    const appended = append(ticket, drafts, now, countsAfter(ticket, null, remedy.state));
    return {
      answer: { remedyId: remedy.id },
      writes: [
        insert(remedies, remedy),
        ...appended.writes,
        ...holdWrites({ remedy, ...ground }),
        ...reserveAll(budgets, drawOf(remedy), circumstances),
        ...recordDecision(
          { ticketId: ticket.id, remedyId: remedy.id, policy, shadow, act: "grant", ...considered },
          circumstances,
        ),
      ],
      jobs: [payJob(remedy)],
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
