import { day } from "../../../backend/core/clock.ts";
import { invitedTicket, openTicket } from "../../support/situations.ts";
import { outsiders, type Row, row, staff } from "./row.ts";

const invitedAndStaff = { done: [...staff, "invited"], not_found: outsiders } as const;

const ending = (made: Row): Row => ({ ...made, endsInvitation: true });

export const escalationRows: Row[] = [
  row("escalation.open", { done: staff }, openTicket, ({ ticketId, scene }) => ({
    ticketId,
    departmentId: scene.quality.id,
    question: "Is this batch known to break?",
    dueAt: scene.house.clock.now() + day,
  })),
  row("escalation.answer", invitedAndStaff, invitedTicket, ({ escalationId }) => ({
    escalationId,
    text: "Twelve are on the shelf",
  })),
  ending(
    row("escalation.finish", invitedAndStaff, invitedTicket, ({ escalationId }) => ({
      escalationId,
      result: "In stock",
    })),
  ),
  ending(
    row("escalation.withdraw", { done: staff }, invitedTicket, ({ escalationId }) => ({ escalationId })),
  ),
];
