import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mysql from "mysql2/promise";
import type { Database } from "../../backend/core/database/database.ts";
import { openMysql } from "../../backend/core/database/open-mysql.ts";
import { openSqlite } from "../../backend/core/database/open-sqlite.ts";
import { allTables } from "../../backend/edge/all-tables.ts";
import { migrations } from "../../migrations/all.ts";

export type Engine = "embedded" | "services";
/** The engine that this run of the suites is for; `npm test` runs them once for each. */
export const engine: Engine = process.env.TEST_ENGINE === "services" ? "services" : "embedded";

type Define = (title: string, tests: (this: Mocha.Suite) => void) => void;
const leftOut: Define = () => undefined;
/** What only one way to run can do is defined there alone; on the other it is no test that was skipped. */
export const onEmbedded: Define = engine === "embedded" ? (...suite) => describe(...suite) : leftOut;
export const onServices: Define = engine === "services" ? (...suite) => describe(...suite) : leftOut;

export const mysqlServer = process.env.TEST_MYSQL_URL ?? "mysql://root@127.0.0.1:3306";
export const redisServer = process.env.TEST_REDIS_URL ?? "redis://127.0.0.1:6379";

export interface TestPlace {
  /** As the application's configuration takes it. */
  databaseUrl: string;
  folder: string;
  remove(): Promise<void>;
}

/** An empty database and folder of one's own. */
export async function makePlace(kind = engine): Promise<TestPlace> {
  const folder = await mkdtemp(join(tmpdir(), "frontline-test-"));
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  if (kind === "embedded") {
    return { databaseUrl: `sqlite:${join(folder, "frontline.sqlite")}`, folder, remove: removeFolder };
  }
  const name = `frontline_test_${randomUUID().replaceAll("-", "")}`;
  const admin = await mysql.createConnection(mysqlServer);
  await admin.query(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4`);
  await admin.end();
  return {
    databaseUrl: `${mysqlServer}/${name}`,
    folder,
    async remove() {
      const again = await mysql.createConnection(mysqlServer);
      await again.query(`DROP DATABASE IF EXISTS \`${name}\``);
      await again.end();
      await removeFolder();
    },
  };
}

export async function openDatabase(place: TestPlace): Promise<Database> {
  return place.databaseUrl.startsWith("sqlite:")
    ? openSqlite(place.databaseUrl.slice("sqlite:".length), allTables, migrations)
    : openMysql(place.databaseUrl, allTables, migrations);
}
