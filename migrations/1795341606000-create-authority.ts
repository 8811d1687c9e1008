import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { createTable, dropTables } from "../backend/core/database/migration-kit.ts";

export class CreateAuthority1795341606000 implements MigrationInterface {
  name = "CreateAuthority1795341606000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "policies", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        version: column.int(),
        rules: column.json(),
        publishedAt: column.at(),
        publishedById: column.optional(column.id()),
        publishedByName: column.text(200),
      },
      uniques: [["storefrontId", "version"]],
    });
    await createTable(runner, "budgets", {
      columns: {
        id: column.key(191),
        storefrontId: column.id(),
        reservedMinor: column.minor(),
        committedMinor: column.minor(),
      },
    });
    await createTable(runner, "budget_moves", {
      columns: {
        id: column.key(),
        budgetId: column.text(191),
        remedyId: column.id(),
        attempt: column.int(),
        kind: column.text(10),
        amountMinor: column.minor(),
        at: column.at(),
      },
      indexes: [["budgetId"], ["remedyId"]],
    });
    await createTable(runner, "decisions", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        ticketId: column.id(),
        remedyId: column.id(),
        policyVersion: column.int(),
        facts: column.json(),
        outcome: column.json(),
        at: column.at(),
      },
      indexes: [["storefrontId", "at"], ["remedyId"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ["decisions", "budget_moves", "budgets", "policies"]);
  }
}
