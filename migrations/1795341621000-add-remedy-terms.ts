import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { addColumns, dropColumns } from "../backend/core/database/migration-kit.ts";

export class AddRemedyTerms1795341621000 implements MigrationInterface {
  name = "AddRemedyTerms1795341621000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "remedies", {
      terms: column.optional(column.json()),
      progress: column.optional(column.json()),
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, "remedies", ["terms", "progress"]);
  }
}
