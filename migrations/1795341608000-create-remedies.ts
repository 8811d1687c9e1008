import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { createTable, dropTables } from "../backend/core/database/migration-kit.ts";

export class CreateRemedies1795341608000 implements MigrationInterface {
  name = "CreateRemedies1795341608000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "remedies", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        ticketId: column.id(),
        orderId: column.id(),
        orderNumber: column.text(60),
        remedy: column.text(30),
        state: column.text(20),
        amountMinor: column.minor(),
        currency: column.text(3),
        lines: column.json(),
        address: column.optional(column.json()),
        reason: column.text(30),
        requesterId: column.id(),
        requesterName: column.text(200),
        hash: column.text(64),
        requestedMinor: column.minor(),
        because: column.optional(column.text(1000)),
        obstacles: column.json(),
        expiresAt: column.optional(column.at()),
        deciderId: column.optional(column.id()),
        deciderName: column.optional(column.text(200)),
        declinedBecause: column.optional(column.text(1000)),
        attempt: column.int(),
        reservations: column.json(),
        failure: column.optional(column.json()),
        settlement: column.optional(column.json()),
        createdAt: column.at(),
        since: column.at(),
      },
      indexes: [["ticketId"], ["orderId"], ["state", "since"]],
    });
    await createTable(runner, "attempts", {
      columns: {
        id: column.key(),
        remedyId: column.id(),
        attempt: column.int(),
        state: column.text(10),
        adapter: column.text(20),
        startedAt: column.at(),
        endedAt: column.optional(column.at()),
      },
      uniques: [["remedyId", "attempt"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ["attempts", "remedies"]);
  }
}
