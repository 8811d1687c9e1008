import { expect } from "chai";
import { day, hour } from "../../backend/core/clock.ts";
import type { Table } from "../../backend/core/database/table.ts";
import { insert } from "../../backend/core/database/writes.ts";
import { newId, newSecret, sha256 } from "../../backend/core/ids.ts";
import type { Job } from "../../backend/core/jobs/job.ts";
import { jobs } from "../../backend/core/jobs/tables.ts";
import { createLog } from "../../backend/core/log.ts";
import { createMetrics } from "../../backend/core/metrics.ts";
import { receipts } from "../../backend/core/receipts.ts";
import { openFolderStore } from "../../backend/core/storage/folder-store.ts";
import { createHousekeeping, planHousekeeping } from "../../backend/edge/jobs/keep-house.ts";
import { createLimits } from "../../backend/edge/limits.ts";
import { photos } from "../../backend/evidence/tables.ts";
import { shopperSessions, usedTokens } from "../../backend/shop/storefront-tables.ts";
import { personLinks, staffSessions } from "../../backend/staff/tables.ts";
import { createTestHouse, type TestHouse } from "../support/executor.ts";

describe("housekeeping", () => {
  let house: TestHouse;
  beforeEach(async () => {
    house = await createTestHouse();
  });
  afterEach(() => house.close());

  async function housekeeping() {
    return createHousekeeping({
      ...house,
      log: createLog("silent"),
      metrics: createMetrics(),
      limits: createLimits(null),
      store: await openFolderStore(`${house.folder}/files`),
      publicUrl: "http://127.0.0.1",
      trustedProxies: 0,
      isDraining: () => false,
      loadActor: async () => ({ kind: "system" }),
    });
  }
  const job = { id: newId(), kind: "", payload: {}, dueAt: 0, attempt: 0, createdAt: 0, lastError: null };
  const keep = async (kind: string, given: Job = job) => (await housekeeping())[kind]?.(given);
  const idsOf = async <Row extends { id: string }>(table: Table<Row>) =>
    (await house.reader.many(table, { take: 2000 })).map(({ id }) => id);

  it("removes what is over, and nothing else", async () => {
    const now = house.clock.now();
    const hash = () => sha256(newSecret()).slice(0, 32);
    const times = { over: now - 1, stays: now + hour };
    const ids = { over: hash(), stays: hash() };
    const receiptOf = (id: string, at: number) =>
      insert(receipts, { id, inputHash: "", answer: {}, refusal: null, at });
    for (const which of ["over", "stays"] as const) {
      const id = ids[which];
      const expiresAt = times[which];
      await house.save(
        receiptOf(id, which === "over" ? now - 30 * day : now - 30 * day + hour),
        insert(staffSessions, { id, personId: newId(), createdAt: 0, expiresAt }),
        insert(shopperSessions, { id, storefrontId: newId(), shopperId: newId(), createdAt: 0, expiresAt }),
        insert(usedTokens, { id, expiresAt: expiresAt - day }),
        insert(personLinks, { id, personId: null, expiresAt }),
      );
    }
    const result = await keep("rows.sweep");
    expect(result).to.deep.equal({ done: false, dueAt: now + hour });
    for (const table of [receipts, staffSessions, shopperSessions, usedTokens, personLinks]) {
      const left = await idsOf(table as Table<{ id: string }>);
      expect(left, table.name).to.include(ids.stays);
      expect(left, table.name).to.not.include(ids.over);
    }
  });

  it("removes any number, a few at a time", async () => {
    const at = house.clock.now() - 40 * day;
    const old = Array.from({ length: 450 }, (_, index) => ({
      id: `old ${index}`,
      inputHash: "",
      answer: null,
      refusal: null,
      at,
    }));
    await house.save(...old.map((each) => insert(receipts, each)));
    await keep("rows.sweep");
    expect((await idsOf(receipts)).filter((id) => id.startsWith("old"))).to.deep.equal([]);
  });

  it("may run on two nodes at once", async () => {
    const at = house.clock.now() - 40 * day;
    const old = Array.from({ length: 300 }, (_, index) => ({
      id: `old ${index}`,
      inputHash: "",
      answer: null,
      refusal: null,
      at,
    }));
    await house.save(...old.map((each) => insert(receipts, each)));
    await Promise.all([keep("rows.sweep"), keep("rows.sweep"), keep("rows.sweep")]);
    expect((await idsOf(receipts)).filter((id) => id.startsWith("old"))).to.deep.equal([]);
  });

  it("forgets photos that nobody used within a day", async () => {
    const photo = {
      storefrontId: null,
      owner: "shopper:x",
      isPublic: false,
      shows: null,
      width: 1,
      height: 1,
      bytes: 1,
      createdAt: house.clock.now() - day,
    };
    const [unused, used] = [newId(), newId()];
    await house.save(
      insert(photos, { ...photo, id: unused, ticketId: null }),
      insert(photos, { ...photo, id: used, ticketId: newId() }),
    );
    expect(await keep("photos.sweep")).to.deep.equal({ done: false, dueAt: house.clock.now() + day });
    expect(await idsOf(photos)).to.deep.equal([used]);
  });

  it("is planned once, at whatever number of starts, and stays as it was planned", async () => {
    const now = house.clock.now();
    await Promise.all([1, 2, 3].map(() => planHousekeeping(house.execute, now)));
    await planHousekeeping(house.execute, now + 5 * day);
    const planned = await house.reader.many(jobs, { order: { kind: "ASC" }, take: 10 });
    expect(planned.map(({ kind, dueAt }) => ({ kind, dueAt }))).to.deep.equal([
      { kind: "photos.sweep", dueAt: now + day },
      { kind: "rows.sweep", dueAt: now + hour },
    ]);
    expect(Object.keys(await housekeeping()).sort()).to.deep.equal(planned.map(({ kind }) => kind));
  });
});
