import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { createTable, dropTables } from "../backend/core/database/migration-kit.ts";

/** Empty at first: a stamp has a row once it was raised. */
export class CreateIdentityStamps1795341640000 implements MigrationInterface {
  name = "CreateIdentityStamps1795341640000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "identity_stamps", {
      columns: { id: column.numberKey(), version: column.int() },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ["identity_stamps"]);
  }
}
