import type { DataSource } from "typeorm";

const lockName = "frontline_migrations";
const lockSeconds = 60;

/** Runs what is pending, one node at a time: two nodes migrating at once crash on MySQL. */
export async function runMigrations(source: DataSource): Promise<void> {
  if (source.options.type === "better-sqlite3") {
    await source.runMigrations();
    return;
  }
  const runner = source.createQueryRunner();
  try {
    const [row] = (await runner.query("SELECT GET_LOCK(?, ?) AS `taken`", [lockName, lockSeconds])) as {
      taken: unknown;
    }[];
    if (Number(row?.taken) !== 1)
      throw new Error(`another node has been migrating for over ${lockSeconds} s`);
    try {
      await source.runMigrations();
    } finally {
      await runner.query("SELECT RELEASE_LOCK(?)", [lockName]);
    }
  } finally {
    await runner.release();
  }
}
