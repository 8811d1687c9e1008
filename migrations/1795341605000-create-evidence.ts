import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { createTable, dropTables } from "../backend/core/database/migration-kit.ts";

export class CreateEvidence1795341605000 implements MigrationInterface {
  name = "CreateEvidence1795341605000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "photos", {
      columns: {
        id: column.key(),
        storefrontId: column.optional(column.id()),
        owner: column.text(60),
        ticketId: column.optional(column.id()),
        isPublic: column.flag(),
        width: column.int(),
        height: column.int(),
        bytes: column.int(),
        createdAt: column.at(),
      },
      indexes: [["ticketId"], ["createdAt"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ["photos"]);
  }
}
