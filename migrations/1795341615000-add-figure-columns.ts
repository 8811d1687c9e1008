import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { addColumns, addIndex, dropColumns, dropIndex } from "../backend/core/database/migration-kit.ts";

const ofRemedies = {
  departmentId: column.optional(column.id()),
  photoCount: column.optional(column.int()),
  isAudit: column.optional(column.flag()),
  answeredAt: column.optional(column.at()),
};
const ofEscalations = { openedByDepartmentId: column.optional(column.id()) };

/** What the figures count by, beside the remedy instead of within its decision's JSON, which no index reaches. */
export class AddFigureColumns1795341615000 implements MigrationInterface {
  name = "AddFigureColumns1795341615000";

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, "remedies", ofRemedies);
    await addIndex(runner, "remedies", ["storefrontId", "createdAt"]);
    await addColumns(runner, "escalations", ofEscalations);
    await addIndex(runner, "escalations", ["storefrontId", "openedAt"]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, "escalations", ["storefrontId", "openedAt"]);
    await dropColumns(runner, "escalations", Object.keys(ofEscalations));
    await dropIndex(runner, "remedies", ["storefrontId", "createdAt"]);
    await dropColumns(runner, "remedies", Object.keys(ofRemedies));
  }
}
