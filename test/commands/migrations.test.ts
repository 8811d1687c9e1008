import { expect } from "chai";
import type { Database } from "../../backend/core/database/database.ts";
import { allTables } from "../../backend/edge/all-tables.ts";
import { makePlace, openDatabase, type TestPlace } from "../support/database.ts";

/** Names, nullability and indexes: TypeORM's own comparison reports differences of spelling on MariaDB. */
async function schemaOf(database: Database) {
  const runner = database.source.createQueryRunner();
  const found = await runner.getTables(allTables.map((table) => table.name));
  await runner.release();
  return Object.fromEntries(
    found.map((table) => [
      table.name.split(".").at(-1),
      {
        columns: table.columns.map((column) => `${column.name}${column.isNullable ? "?" : ""}`).sort(),
        indexes: [...table.indices, ...table.uniques]
          .map((index) => `${index.name}(${index.columnNames.join()})`)
          .sort(),
      },
    ]),
  );
}

function declaredIn(database: Database) {
  return Object.fromEntries(
    database.source.entityMetadatas.map((entity) => [
      entity.tableName,
      {
        columns: entity.columns
          .map((column) => `${column.databaseName}${column.isNullable ? "?" : ""}`)
          .sort(),
        indexes: entity.indices
          .map((index) => `${index.name}(${index.columns.map((column) => column.databaseName).join()})`)
          .sort(),
      },
    ]),
  );
}

describe("migrations", () => {
  let place: TestPlace;
  let database: Database;
  beforeEach(async () => {
    place = await makePlace();
    database = await openDatabase(place);
  });
  afterEach(async () => {
    await database.close();
    await place.remove();
  });

  it("make exactly the tables, columns and indexes that the rooms declare", async () => {
    expect(await schemaOf(database)).to.deep.equal(declaredIn(database));
  });

  it("run down and up again", async () => {
    const before = await schemaOf(database);
    while ((await database.source.query("SELECT COUNT(*) AS `n` FROM `migrations`"))[0].n > 0) {
      await database.source.undoLastMigration({ transaction: "none" });
    }
    await database.source.runMigrations({ transaction: "none" });
    expect(await schemaOf(database)).to.deep.equal(before);
  });
});
