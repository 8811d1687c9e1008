import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { addColumns, dropColumns } from "../backend/core/database/migration-kit.ts";

export class SayWhatVersionsReplaced1795341627000 implements MigrationInterface {
  name = "SayWhatVersionsReplaced1795341627000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "policies", { basedOn: column.optional(column.int()) });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, "policies", ["basedOn"]);
  }
}
