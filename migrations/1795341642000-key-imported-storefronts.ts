import { randomBytes, randomUUID } from "node:crypto";
import type { MigrationInterface, QueryRunner } from "typeorm";

/** Storefronts that `npm run import` had made lacked the key that audits are drawn with, and no remedy could be decided there. */
export class KeyImportedStorefronts1795341642000 implements MigrationInterface {
  name = "KeyImportedStorefronts1795341642000";

  async up(runner: QueryRunner): Promise<void> {
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

  async down(): Promise<void> {
    // The keys stay: decisions may have been drawn with them.
  }
}
