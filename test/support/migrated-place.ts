import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mysql, { type Connection, type RowDataPacket } from "mysql2/promise";
import { engine, makePlace, mysqlServer, type TestPlace } from "./database.ts";

const stem = "frontline_kept";
const most = 200;

/** Another set of migrations has databases of its own. */
function schemaName(): string {
  const hash = createHash("sha256");
  const kits = ["backend/core/database/columns.ts", "backend/core/database/migration-kit.ts"];
  const steps = readdirSync("migrations").map((name) => join("migrations", name));
  for (const file of [...kits, ...steps.sort()]) hash.update(file).update(readFileSync(file));
  return hash.digest("hex").slice(0, 10);
}

const flag = async (connection: Connection, sql: string, values: unknown[]): Promise<boolean> => {
  const [[row]] = await connection.query<RowDataPacket[]>(sql, values);
  return Number(row?.is) > 0;
};
/** For as long as the connection stands: a process that dies leaves nothing claimed. */
const claim = (connection: Connection, name: string) =>
  flag(connection, "SELECT GET_LOCK(?, 0) AS `is`", [name]);
const letGo = (connection: Connection, name: string) => connection.query("SELECT RELEASE_LOCK(?)", [name]);
/** By what a test has left running. */
const isInUse = (connection: Connection, name: string) =>
  flag(connection, "SELECT COUNT(*) AS `is` FROM information_schema.processlist WHERE `db` = ?", [name]);

async function empty(connection: Connection, name: string): Promise<void> {
  const [tables] = await connection.query<RowDataPacket[]>(
    "SELECT `table_name` AS `name` FROM information_schema.tables WHERE `table_schema` = ? AND `table_name` <> 'migrations'",
    [name],
  );
  const all = tables.map((table) => `DELETE FROM \`${name}\`.\`${table.name}\``);
  if (all.length > 0) await connection.query(all.join(";"));
}

/**
 * As `makePlace`, for those who want all tables in it. On MariaDB the making of 32 tables takes longer than most tests:
 * there, databases are kept, claimed by one test at a time, and emptied before each. Not for whole applications: what
 * is left of one in Redis, which is told apart by the database's name, must not take another's jobs.
 */
export async function makeMigratedPlace(): Promise<TestPlace> {
  if (engine === "embedded") return makePlace();
  const keeper = await mysql.createConnection({ uri: mysqlServer, multipleStatements: true });
  const schema = schemaName();
  for (let index = 100; index < 100 + most; index++) {
    const name = `${stem}_${schema}_${index}`;
    if (!(await claim(keeper, name))) continue;
    if (await isInUse(keeper, name)) {
      await letGo(keeper, name);
      continue;
    }
    await keeper.query(`CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4`);
    await empty(keeper, name);
    const folder = await mkdtemp(join(tmpdir(), "frontline-test-"));
    return {
      databaseUrl: `${mysqlServer}/${name}`,
      folder,
      async remove() {
        await keeper.end();
        await rm(folder, { recursive: true, force: true });
      },
    };
  }
  throw new Error(`more than ${most} databases are in use`);
}

/** After a run: those that nobody has claimed. */
export async function dropKeptPlaces(): Promise<void> {
  const connection = await mysql.createConnection(mysqlServer);
  const [found] = await connection.query<RowDataPacket[]>(
    "SELECT `schema_name` AS `name` FROM information_schema.schemata WHERE `schema_name` LIKE ?",
    [`${stem}\\_%`],
  );
  for (const { name } of found) {
    if (!(await claim(connection, name))) continue;
    if (!(await isInUse(connection, name))) await connection.query(`DROP DATABASE \`${name}\``);
    await letGo(connection, name);
  }
  await connection.end();
}
