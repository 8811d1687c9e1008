import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { createTable, dropTables } from "../backend/core/database/migration-kit.ts";

export class CreateApprovals1795341626000 implements MigrationInterface {
  name = "CreateApprovals1795341626000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "delegations", {
      columns: {
        id: column.key(),
        delegateId: column.id(),
        fromAt: column.at(),
        untilAt: column.at(),
      },
      indexes: [["delegateId"]],
    });
    await createTable(runner, "approvals", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        policyVersion: column.int(),
        steps: column.json(),
        round: column.int(),
        askedAt: column.at(),
        remindedAt: column.optional(column.at()),
      },
      indexes: [["storefrontId", "policyVersion"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ["approvals", "delegations"]);
  }
}
