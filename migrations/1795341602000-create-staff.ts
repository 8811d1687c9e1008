import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { createTable, dropTables } from "../backend/core/database/migration-kit.ts";

export class CreateStaff1795341602000 implements MigrationInterface {
  name = "CreateStaff1795341602000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "people", {
      columns: {
        id: column.key(),
        email: column.text(190),
        name: column.text(200),
        role: column.text(20),
        departmentIds: column.json(),
        passwordHash: column.optional(column.text(255)),
        isActive: column.flag(),
        createdAt: column.at(),
      },
      uniques: [["email"]],
    });
    await createTable(runner, "departments", {
      columns: {
        id: column.key(),
        name: column.text(190),
        isFinance: column.flag(),
        createdAt: column.at(),
      },
      uniques: [["name"]],
    });
    await createTable(runner, "staff_sessions", {
      columns: {
        id: column.key(64),
        personId: column.id(),
        createdAt: column.at(),
        expiresAt: column.at(),
      },
      indexes: [["personId"], ["expiresAt"]],
    });
    await createTable(runner, "person_links", {
      columns: {
        id: column.key(64),
        personId: column.optional(column.id()),
        expiresAt: column.at(),
      },
      indexes: [["personId"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ["person_links", "staff_sessions", "departments", "people"]);
  }
}
