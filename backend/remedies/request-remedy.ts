import { evidenceAsk } from "../authority/evidence-ask.ts";
import { recordDecision } from "../authority/record-decision.ts";
import { readRelease } from "../authority/releases.ts";
import { remedyCommands } from "../contract/commands/remedies.ts";
import { topic } from "../contract/sockets.ts";
import { authorOf, type PersonActor } from "../core/actor.ts";
import { day } from "../core/clock.ts";
import { defineCommand } from "../core/command.ts";
import { insert } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { readDelegateOf } from "../staff/read-answerer.ts";
import { append, type Draft } from "../tickets/timeline.ts";
import { approvals } from "./approval-table.ts";
import { chainOf, newApproval, remindJob } from "./ask-approval.ts";
import { countsAfter } from "./change-remedy.ts";
import { consider, readAuthority } from "./consider.ts";
import { choiceOf, ensurePossible, wantedOf } from "./executors/executors.ts";
import { ensureSeen, lockCase, lockGround } from "./lock-case.ts";
import { newRemedy } from "./new-remedy.ts";
import { readIsPayee } from "./payee.ts";
import { assignDrafts, ensureOpen, expireJob, promisedBody } from "./promise.ts";
import { readSteps } from "./read-steps.ts";
import { isRefusal, readRefusedLately, refuseByRule } from "./refuse-by-rule.ts";
import { type RemedyRow, remedies } from "./tables.ts";

const { input, who } = remedyCommands["remedy.request"];

const openFor = 7 * day;

/**
 * Asks a supervisor. What could not be carried out anyway is refused at once, so that nobody waits for a yes that cannot
 * be kept; it holds nothing back while it waits. What is within the asker's own authority may be asked for too.
 */
export const requestRemedy = defineCommand({
  name: "remedy.request",
  who,
  input,
  async load(tx, { request, remediesSeen }, actor: PersonActor, { now }) {
    const found = await lockCase(tx, request, actor);
    await ensureSeen(tx, found.ticket, remediesSeen);
    const choice = choiceOf(request);
    const ground = await lockGround(tx, found.o, choice);
    const asked = { ...found, actor, choice, reason: request.reason, now };
    const authority = await readAuthority(tx, asked);
    const wanted = wantedOf(request, ground);
    const considered = consider(authority, wanted);
    const chain = chainOf(considered.verdict);
    const requesterDelegateId = await readDelegateOf(tx, actor.personId, now);
    return {
      ...found,
      ground,
      isPayee: await readIsPayee(tx, actor, found),
      authority,
      wanted,
      considered,
      refusedLately: await readRefusedLately(tx, found.ticket, authority),
      steps: await readSteps(tx, chain, [actor.personId, requesterDelegateId]),
      requesterDelegateId,
      release: await readRelease(tx, found.ticket.storefrontId),
    };
  },
  decide(loaded, { request, because }, actor, circumstances) {
    const { o, ticket, ground, isPayee, authority, wanted, considered, steps, release, refusedLately } =
      loaded;
    const { now, newId } = circumstances;
    ensureOpen(ticket);
    if (isPayee) refuse("own_request", {});
    ensurePossible(wanted, ground, { mayExceedBought: false });
    const { reason } = request;
    if (isRefusal(considered)) {
      const refusing = { act: "request" as const, case: { o, ticket }, remedyId: null, refusedLately };
      return refuseByRule({ ...refusing, wanted, reason, authority, considered }, circumstances);
    }
    const obstacles = considered.verdict.answer === "grant" ? [] : considered.verdict.obstacles;
    const expiresAt = now + openFor;
    const { policy, shadow } = authority;
    const remedy: RemedyRow = {
      ...newRemedy({
        id: newId(),
        by: "request",
        case: { o, ticket },
        wanted,
        reason,
        actor,
        policyVersion: policy.version,
        chain: steps.map((step) => step.approver),
        facts: considered.facts,
        isAudit: evidenceAsk(policy, considered.facts).isAudit,
        now,
      }),
      because,
      obstacles,
      expiresAt,
    };
    const body = { ...promisedBody(remedy), reason: remedy.reason, because, obstacles, expiresAt, steps };
    const { requesterDelegateId } = loaded;
    const approval = newApproval(remedy, { steps, requesterDelegateId }, policy.version, now);
    const drafts: Draft[] = [
      ...assignDrafts(ticket, actor),
      { kind: "remedy.requested", body, by: authorOf(actor) },
    ];
    const appended = append(ticket, drafts, now, countsAfter(ticket, null, remedy.state));
    return {
      answer: { remedyId: remedy.id },
      writes: [
        insert(remedies, remedy),
        insert(approvals, approval),
        ...appended.writes,
        ...recordDecision(
          { ticketId: ticket.id, remedyId: remedy.id, policy, shadow, act: "request", ...considered },
          circumstances,
        ),
      ],
      jobs: [expireJob(remedy), remindJob(approval, release)],
      tell: [...appended.tell, toStaff(topic.queues, topic.approvals, topic.case(ticket.id))],
    };
  },
});
