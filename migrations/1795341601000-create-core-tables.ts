import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { createTable, dropTables } from "../backend/core/database/migration-kit.ts";

export class CreateCoreTables1795341601000 implements MigrationInterface {
  name = "CreateCoreTables1795341601000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "receipts", {
      columns: {
        id: column.key(120),
        inputHash: column.text(64),
        answer: column.optional(column.json()),
        at: column.at(),
      },
      indexes: [["at"]],
    });
    await createTable(runner, "jobs", {
      columns: {
        id: column.key(),
        kind: column.text(60),
        payload: column.json(),
        dueAt: column.at(),
        attempt: column.int(),
        createdAt: column.at(),
        lastError: column.optional(column.text(500)),
      },
      indexes: [["dueAt"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ["jobs", "receipts"]);
  }
}
