import type { MigrationInterface, QueryRunner } from "typeorm";
import { addIndex, dropIndex } from "../backend/core/database/migration-kit.ts";

/** Every line paid for an index whose order is the primary key's: `publicSeq` only grows with `seq`, and is never above it. */
export class FindPublicEntriesBySeq1795341643000 implements MigrationInterface {
  name = "FindPublicEntriesBySeq1795341643000";

  async up(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, "entries", ["ticketId", "publicSeq"]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await addIndex(runner, "entries", ["ticketId", "publicSeq"]);
  }
}
