import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { addColumns, dropColumns } from "../backend/core/database/migration-kit.ts";

const ofReceipts = { refusal: column.optional(column.json()) };

/** A refusal that leaves a record leaves a receipt too, so that a retry gets the same refusal. */
export class KeepRefusals1795341631000 implements MigrationInterface {
  name = "KeepRefusals1795341631000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "receipts", ofReceipts);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, "receipts", Object.keys(ofReceipts));
  }
}
