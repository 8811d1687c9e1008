import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { createTable, dropTables } from "../backend/core/database/migration-kit.ts";

export class CreateTickets1795341604000 implements MigrationInterface {
  name = "CreateTickets1795341604000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "tickets", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        number: column.int(),
        shopperId: column.id(),
        shopperName: column.optional(column.text(200)),
        shopperEmail: column.optional(column.text(254)),
        customerId: column.optional(column.id()),
        status: column.text(20),
        waitingFor: column.text(10),
        waitingSince: column.at(),
        seq: column.int(),
        publicSeq: column.int(),
        assigneeId: column.optional(column.id()),
        assigneeName: column.optional(column.text(200)),
        orderId: column.optional(column.id()),
        orderNumber: column.optional(column.text(60)),
        assurance: column.optional(column.text(10)),
        scene: column.optional(column.text(200)),
        preview: column.text(200),
        lastAt: column.at(),
        openPayouts: column.int(),
        pendingApprovals: column.int(),
        openEscalations: column.int(),
        invitedDepartmentIds: column.json(),
        shopperSeenSeq: column.int(),
        staffSeenSeq: column.int(),
        ratingScore: column.optional(column.int()),
        ratingWords: column.optional(column.text(1000)),
        createdAt: column.at(),
        resolvedAt: column.optional(column.at()),
      },
      indexes: [
        ["shopperId", "lastAt"],
        ["status", "waitingFor", "waitingSince"],
        ["assigneeId", "status"],
        ["customerId"],
      ],
      uniques: [["number"]],
    });
    await createTable(runner, "entries", {
      columns: {
        ticketId: column.key(),
        seq: column.numberKey(),
        publicSeq: column.optional(column.int()),
        at: column.at(),
        byKind: column.text(20),
        byId: column.optional(column.id()),
        byName: column.text(200),
        kind: column.text(40),
        body: column.json(),
      },
      indexes: [["ticketId", "publicSeq"]],
    });
    await createTable(runner, "ticket_invitations", {
      columns: { id: column.key(80), ticketId: column.id(), departmentId: column.id() },
      indexes: [["departmentId"], ["ticketId"]],
    });
    await createTable(runner, "counters", {
      columns: { id: column.key(60), value: column.int() },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ["counters", "ticket_invitations", "entries", "tickets"]);
  }
}
