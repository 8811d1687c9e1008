import { randomBytes, randomUUID } from "node:crypto";
import type { MigrationInterface, QueryRunner } from "typeorm";

const counts = ["reservedCount", "committedCount"];

/** Budgets count remedies beside money, and every storefront gets the key that its audits are drawn with. */
export class CountBudgets1795341611000 implements MigrationInterface {
  name = "CountBudgets1795341611000";

  async up(runner: QueryRunner): Promise<void> {
    for (const name of counts) {
      if (await runner.hasColumn("budgets", name)) continue;
      // Nodes of the version before write no count: theirs is 0 until it is summed again.
      await runner.query(`ALTER TABLE \`budgets\` ADD COLUMN \`${name}\` int NOT NULL DEFAULT 0`);
    }
    const sum = (cases: string) =>
      `(SELECT COALESCE(SUM(CASE m.\`kind\` ${cases} ELSE 0 END), 0) FROM \`budget_moves\` m WHERE m.\`budgetId\` = \`budgets\`.\`id\`)`;
    const reserved = sum("WHEN 'reserve' THEN 1 WHEN 'commit' THEN -1 WHEN 'give_back' THEN -1");
    const committed = sum("WHEN 'commit' THEN 1 WHEN 'overrun' THEN 1");
    await runner.query(
      `UPDATE \`budgets\` SET \`reservedCount\` = ${reserved}, \`committedCount\` = ${committed}`,
    );
    const keyless: { id: string }[] = await runner.query(
      "SELECT `id` FROM `storefronts` WHERE `id` NOT IN (SELECT `storefrontId` FROM `storefront_secrets` WHERE `purpose` = 'audit')",
    );
    for (const { id } of keyless) {
      await runner.query(
        "INSERT INTO `storefront_secrets` (`id`, `storefrontId`, `purpose`, `secret`, `madeAt`) VALUES (?, ?, 'audit', ?, ?)",
        [randomUUID(), id, randomBytes(32).toString("base64url"), Date.now()],
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM `storefront_secrets` WHERE `purpose` = 'audit'");
    for (const name of counts) {
      if (await runner.hasColumn("budgets", name))
        await runner.query(`ALTER TABLE \`budgets\` DROP COLUMN \`${name}\``);
    }
  }
}
