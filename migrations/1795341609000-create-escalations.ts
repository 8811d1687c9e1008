import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { createTable, dropTables } from "../backend/core/database/migration-kit.ts";

export class CreateEscalations1795341609000 implements MigrationInterface {
  name = "CreateEscalations1795341609000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "escalations", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        ticketId: column.id(),
        departmentId: column.id(),
        departmentName: column.text(190),
        question: column.text(1000),
        dueAt: column.at(),
        state: column.text(20),
        result: column.optional(column.text(1000)),
        openedById: column.id(),
        openedAt: column.at(),
        endedAt: column.optional(column.at()),
      },
      indexes: [["ticketId"], ["departmentId", "state"], ["state", "dueAt"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ["escalations"]);
  }
}
