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

  it("give an audit key to storefronts that were imported without one, and leave the others theirs", async () => {
    const { source } = database;
    const keys = async (): Promise<{ storefrontId: string; secret: string }[]> =>
      source.query("SELECT `storefrontId`, `secret` FROM `storefront_secrets` ORDER BY `storefrontId`");
    for (const id of ["keyed", "keyless"]) {
      await source.query(
        "INSERT INTO `storefronts` (`id`, `key`, `name`, `origins`, `accent`, `position`, `locale`, `timeZone`, `merchantAdapter`, `createdAt`) " +
          "VALUES (?, ?, 'Shop', '[]', '#000000', 'right', 'en', 'UTC', 'manual', 0)",
        [id, id],
      );
    }
    await source.query(
      "INSERT INTO `storefront_secrets` (`id`, `storefrontId`, `purpose`, `secret`, `madeAt`) VALUES ('k', 'keyed', 'audit', 'kept', 0)",
    );
    const stands = "SELECT COUNT(*) AS `n` FROM `migrations` WHERE `name` LIKE 'KeyImportedStorefronts%'";
    while ((await source.query(stands))[0].n > 0) await source.undoLastMigration({ transaction: "none" });
    await source.runMigrations({ transaction: "none" });
    const found = await keys();
    expect(found.map(({ storefrontId }) => storefrontId)).to.deep.equal(["keyed", "keyless"]);
    expect(found[0]?.secret).to.equal("kept");
    expect(found[1]?.secret).to.have.length.of.at.least(40);
  });
});
