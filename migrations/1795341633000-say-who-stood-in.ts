import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { addColumns, dropColumns } from "../backend/core/database/migration-kit.ts";

export class SayWhoStoodIn1795341633000 implements MigrationInterface {
  name = "SayWhoStoodIn1795341633000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "approvals", { requesterDelegateId: column.optional(column.id()) });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, "approvals", ["requesterDelegateId"]);
  }
}
