import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { createTable, dropTables } from "../backend/core/database/migration-kit.ts";

/** A storefront without a row here has its highest version live, as before. */
export class CreatePolicyReleases1795341625000 implements MigrationInterface {
  name = "CreatePolicyReleases1795341625000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "policy_releases", {
      columns: {
        id: column.key(),
        liveVersion: column.int(),
        canaryVersion: column.optional(column.int()),
        canaryPersonIds: column.json(),
        canaryShare: column.int(),
        shadowVersion: column.optional(column.int()),
        earlierVersions: column.json(),
        needsSecond: column.flag(),
        remindAfterMinutes: column.int(),
        escalateAfterMinutes: column.int(),
        proposal: column.optional(column.json()),
        revision: column.int(),
        changedAt: column.at(),
        changedByName: column.text(200),
      },
    });
    await createTable(runner, "policy_drafts", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        name: column.text(200),
        note: column.text(2000),
        basedOn: column.int(),
        revision: column.int(),
        rules: column.json(),
        savedAt: column.at(),
        savedById: column.optional(column.id()),
        savedByName: column.text(200),
      },
      indexes: [["storefrontId", "savedAt"]],
    });
    await createTable(runner, "policy_events", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        kind: column.text(20),
        stage: column.optional(column.text(10)),
        version: column.optional(column.int()),
        byId: column.optional(column.id()),
        byName: column.text(200),
        at: column.at(),
      },
      indexes: [["storefrontId", "at"]],
    });
    await createTable(runner, "shadow_decisions", {
      columns: {
        id: column.key(),
        storefrontId: column.id(),
        version: column.int(),
        verdict: column.json(),
        differs: column.text(10),
        at: column.at(),
      },
      indexes: [["storefrontId", "version", "differs"]],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ["shadow_decisions", "policy_events", "policy_drafts", "policy_releases"]);
  }
}
