import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { createTable, dropTables } from "../backend/core/database/migration-kit.ts";

export class CreateClaims1795341607000 implements MigrationInterface {
  name = "CreateClaims1795341607000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "claims", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        ticketId: column.id(),
        orderId: column.id(),
        orderNumber: column.text(60),
        customerId: column.optional(column.id()),
        lines: column.json(),
        reason: column.text(30),
        wish: column.text(20),
        words: column.longText(),
        photos: column.json(),
        at: column.at(),
      },
      indexes: [["ticketId"], ["orderId"], ["customerId", "at"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ["claims"]);
  }
}
