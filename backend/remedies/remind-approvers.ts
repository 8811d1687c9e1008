import { z } from "zod";
import { readRelease } from "../authority/releases.ts";
import { stepInTurn } from "../contract/approval-steps.ts";
import { topic } from "../contract/sockets.ts";
import { authorOf } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { update } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { append } from "../tickets/timeline.ts";
import { escalated, roleAbove } from "./approval-chain.ts";
import { type ApprovalRow, approvals } from "./approval-table.ts";
import { remindJob } from "./ask-approval.ts";
import { lockRemedyCase } from "./lock-case.ts";

/** Says nothing where somebody answered meanwhile: then others are in turn, and their own time runs. */
export const remindApprovers = defineCommand({
  name: "approval.remind",
  who: ["system"],
  input: z.object({ remedyId: z.uuid(), round: z.number().int().positive() }),
  async load(tx, { remedyId }, actor) {
    const found = await lockRemedyCase(tx, remedyId, actor);
    const approval = await tx.one(approvals, { id: remedyId });
    return { ...found, approval, release: await readRelease(tx, found.remedy.storefrontId) };
  },
  decide({ ticket, remedy, approval, release }, { round }, actor, { now }) {
    const isWaiting = remedy.state === "awaiting_approval" && approval?.round === round;
    const inTurn = isWaiting ? stepInTurn(approval.steps) : null;
    if (!isWaiting || inTurn === null) return { answer: {} };
    const isEscalation = approval.remindedAt !== null;
    // Nobody is above an admin; they have been reminded, and the request expires in its time.
    if (isEscalation && roleAbove(inTurn) === null) return { answer: {} };
    const steps = isEscalation ? escalated(approval.steps) : approval.steps;
    const next: ApprovalRow = {
      ...approval,
      steps,
      round: round + 1,
      remindedAt: now,
      // Who is asked from now on has as long to answer as those before.
      askedAt: isEscalation ? now : approval.askedAt,
    };
    const body = { remedyId: remedy.id, steps, isEscalation };
    const appended = append(ticket, [{ kind: "remedy.reminded", body, by: authorOf(actor) }], now);
    const { id, ...set } = next;
    return {
      answer: {},
      writes: [update(approvals, { id }, set), ...appended.writes],
      jobs: [remindJob(next, release)],
      tell: [...appended.tell, toStaff(topic.approvals)],
    };
  },
});
