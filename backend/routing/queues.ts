import type { QueueName } from "../contract/vocabulary.ts";
import type { PersonActor } from "../core/actor.ts";

/** A condition over `tickets` (aliased t), with its parameters. */
export interface Condition {
  sql: string;
  parameters: unknown[];
}

const open = "t.`status` = 'open'";

/** What lies in each queue. Queues overlap: a ticket may be mine and wait for a department. */
export function queueCondition(queue: QueueName, actor: PersonActor): Condition {
  switch (queue) {
    case "mine":
      return { sql: `${open} AND t.\`assigneeId\` = ?`, parameters: [actor.personId] };
    case "unassigned":
      return { sql: `${open} AND t.\`assigneeId\` IS NULL`, parameters: [] };
    case "waiting_for_shopper":
      return {
        sql: `${open} AND t.\`waitingFor\` = 'shopper' AND t.\`openEscalations\` = 0 AND t.\`pendingApprovals\` = 0`,
        parameters: [],
      };
    case "waiting_for_department":
      return { sql: `${open} AND t.\`openEscalations\` > 0`, parameters: [] };
    case "awaiting_approval":
      if (actor.kind === "department") return { sql: "1 = 0", parameters: [] };
      return { sql: `${open} AND t.\`pendingApprovals\` > 0`, parameters: [] };
    case "all_open":
      return { sql: open, parameters: [] };
    case "resolved":
      return { sql: "t.`status` = 'resolved'", parameters: [] };
  }
}

/** A department sees the tickets it is invited to and nothing else. */
export function visibleTo(actor: PersonActor): Condition {
  if (actor.kind !== "department") return { sql: "1 = 1", parameters: [] };
  if (actor.departmentIds.length === 0) return { sql: "1 = 0", parameters: [] };
  const marks = actor.departmentIds.map(() => "?").join(", ");
  return {
    sql: `EXISTS (SELECT 1 FROM \`ticket_invitations\` i WHERE i.\`ticketId\` = t.\`id\` AND i.\`departmentId\` IN (${marks}))`,
    parameters: [...actor.departmentIds],
  };
}
