import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { createTable, dropTables } from "../backend/core/database/migration-kit.ts";

/** Beside `decisions`, each of which has its remedy: nodes of the version before know of no other. */
export class CreateRefusedDecisions1795341632000 implements MigrationInterface {
  name = "CreateRefusedDecisions1795341632000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "refused_decisions", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        ticketId: column.id(),
        orderId: column.id(),
        remedyId: column.optional(column.id()),
        personId: column.id(),
        asked: column.text(64),
        lineIds: column.json(),
        policyVersion: column.int(),
        facts: column.json(),
        outcome: column.json(),
        at: column.at(),
      },
      indexes: [
        ["storefrontId", "at"],
        ["ticketId", "at"],
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ["refused_decisions"]);
  }
}
