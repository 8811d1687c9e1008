import { z } from "zod";
import { anyStaff, declare, nothing, staffOnly } from "../declaration.ts";
import { id, instant, messageText, photoIds, sentence } from "../fields.ts";

export const escalationCommands = {
  "escalation.open": declare({
    summary:
      "Invites a department into the ticket with a question and a due time; the agent stays its owner.",
    who: staffOnly,
    input: z.object({ ticketId: id, departmentId: id, question: sentence, dueAt: instant }),
    answer: z.object({ escalationId: id }),
  }),
  "escalation.answer": declare({
    summary: "A member of the invited department answers inside the ticket.",
    who: anyStaff,
    input: z.object({ escalationId: id, text: messageText, photoIds: photoIds.default([]) }),
    answer: nothing,
  }),
  "escalation.finish": declare({
    summary: "The department is done, with a result; its right to read the ticket ends here.",
    who: anyStaff,
    input: z.object({ escalationId: id, result: sentence }),
    answer: nothing,
  }),
  "escalation.withdraw": declare({
    summary: "The agent takes the invitation back.",
    who: staffOnly,
    input: z.object({ escalationId: id }),
    answer: nothing,
  }),
};
