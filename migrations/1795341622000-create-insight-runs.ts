import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { createTable, dropTables } from "../backend/core/database/migration-kit.ts";

export class CreateInsightRuns1795341622000 implements MigrationInterface {
  name = "CreateInsightRuns1795341622000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "insight_runs", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        kind: column.text(10),
        days: column.int(),
        asked: column.json(),
        state: column.text(10),
        progress: column.int(),
        result: column.optional(column.json()),
        cases: column.optional(column.json()),
        startedById: column.id(),
        startedAt: column.at(),
      },
      indexes: [["startedAt"], ["startedById", "state"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ["insight_runs"]);
  }
}
