import { expect } from "chai";
import { makePlace, onServices, openDatabase } from "../support/database.ts";

onServices("a transaction on MariaDB", () => {
  it("reads what is committed, on every connection of the pool", async () => {
    const place = await makePlace();
    const database = await openDatabase(place);
    try {
      const many = Array.from({ length: 40 }, () =>
        database.transact(async (tx) => {
          const [row] = await tx.sql<{ level: string }>("SELECT @@session.tx_isolation AS `level`");
          return row?.level;
        }),
      );
      expect(new Set(await Promise.all(many))).to.deep.equal(new Set(["READ-COMMITTED"]));
    } finally {
      await database.close();
      await place.remove();
    }
  });
});
