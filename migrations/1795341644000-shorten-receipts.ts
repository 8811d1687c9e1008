import { createHash } from "node:crypto";
import type { MigrationInterface, QueryRunner } from "typeorm";
import { column } from "../backend/core/database/columns.ts";
import { createTable, dropTables } from "../backend/core/database/migration-kit.ts";

interface OldReceipt {
  /** Owner, colon, and the command's id, which holds none. */
  id: string;
  inputHash: string;
  answer: string | null;
  refusal: string | null;
  at: number | string;
}

const portion = 500;

const shortOf = (id: string): string => {
  const owner = id.slice(0, id.lastIndexOf(":"));
  return owner.slice(-8) + createHash("sha256").update(id).digest("hex").slice(0, 24);
};
/** The same in SQL, of a row before it is saved. */
const shortOfNew =
  "CONCAT(RIGHT(LEFT(NEW.`id`, CHAR_LENGTH(NEW.`id`) - LOCATE(':', REVERSE(NEW.`id`))), 8), LEFT(SHA2(NEW.`id`, 256), 24))";

/**
 * Receipts had ids of up to 120 characters, which took a third of what a message costs the database. The new ones are in a table of
 * their own, with all that was answered so far. Where nodes of the version before may run beside (MySQL, and not a
 * fresh database) they go on in the old table, and the database itself keeps both in step: what an older node answers is a receipt
 * here at once, and what was answered here it cannot do again, because its insert meets the key here. The next version drops `receipts`.
 */
export class ShortenReceipts1795341644000 implements MigrationInterface {
  name = "ShortenReceipts1795341644000";

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, "command_receipts", {
      columns: {
        id: column.key(32),
        inputHash: column.text(32),
        answer: column.optional(column.json()),
        refusal: column.optional(column.json()),
        at: column.at(),
      },
      indexes: [["at"]],
    });
    const isMysql = runner.connection.options.type !== "better-sqlite3";
    const [any] = await runner.query("SELECT `id` FROM `receipts` LIMIT 1");
    if (any === undefined) return;
    // Before the copy: what is answered meanwhile is in both.
    if (isMysql) await followOldNodes(runner);
    await copyAll(runner, isMysql ? "INSERT IGNORE" : "INSERT OR IGNORE");
    if (!isMysql) await runner.query("DELETE FROM `receipts`");
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTriggers(runner);
    await dropTables(runner, ["command_receipts"]);
  }
}

async function dropTriggers(runner: QueryRunner): Promise<void> {
  for (const trigger of ["receipts_inserted", "receipts_updated"])
    await runner.query(`DROP TRIGGER IF EXISTS \`${trigger}\``);
}

async function followOldNodes(runner: QueryRunner): Promise<void> {
  await dropTriggers(runner);
  await runner.query(
    "CREATE TRIGGER `receipts_inserted` AFTER INSERT ON `receipts` FOR EACH ROW " +
      "INSERT INTO `command_receipts` (`id`, `inputHash`, `answer`, `refusal`, `at`) " +
      `VALUES (${shortOfNew}, LEFT(NEW.\`inputHash\`, 32), NEW.\`answer\`, NEW.\`refusal\`, NEW.\`at\`)`,
  );
  await runner.query(
    "CREATE TRIGGER `receipts_updated` AFTER UPDATE ON `receipts` FOR EACH ROW " +
      "UPDATE `command_receipts` SET `answer` = NEW.`answer`, `refusal` = NEW.`refusal` " +
      `WHERE \`id\` = ${shortOfNew}`,
  );
}

async function copyAll(runner: QueryRunner, insert: string): Promise<void> {
  for (let after = ""; ; ) {
    const rows: OldReceipt[] = await runner.query(
      `SELECT \`id\`, \`inputHash\`, \`answer\`, \`refusal\`, \`at\` FROM \`receipts\` WHERE \`id\` > ? ORDER BY \`id\` LIMIT ${portion}`,
      [after],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    await runner.query(
      `${insert} INTO \`command_receipts\` (\`id\`, \`inputHash\`, \`answer\`, \`refusal\`, \`at\`) ` +
        `VALUES ${rows.map(() => "(?, ?, ?, ?, ?)").join(", ")}`,
      rows.flatMap(({ id, inputHash, answer, refusal, at }) => [
        shortOf(id),
        inputHash.slice(0, 32),
        answer,
        refusal,
        at,
      ]),
    );
    after = last.id;
  }
}
