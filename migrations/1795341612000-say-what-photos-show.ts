import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { addColumns, dropColumns } from "../backend/core/database/migration-kit.ts";

export class SayWhatPhotosShow1795341612000 implements MigrationInterface {
  name = "SayWhatPhotosShow1795341612000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "photos", { shows: column.optional(column.text(10)) });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, "photos", ["shows"]);
  }
}
