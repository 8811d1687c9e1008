import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { addColumns, addIndex, dropColumns, dropIndex } from "../backend/core/database/migration-kit.ts";

const ofTickets = { version: column.version() };

/** What a node remembers of a ticket is compared by its version; and no line moves the shopper's index any more. */
export class NumberTicketVersions1795341641000 implements MigrationInterface {
  name = "NumberTicketVersions1795341641000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "tickets", ofTickets);
    await addIndex(runner, "tickets", ["shopperId"]);
    await dropIndex(runner, "tickets", ["shopperId", "lastAt"]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await addIndex(runner, "tickets", ["shopperId", "lastAt"]);
    await dropIndex(runner, "tickets", ["shopperId"]);
    await dropColumns(runner, "tickets", Object.keys(ofTickets));
  }
}
