import { spawn } from "node:child_process";
import { expect } from "chai";
import { orders } from "../../backend/shop/tables.ts";
import { engine, makePlace, openDatabase, redisServer, type TestPlace } from "../support/database.ts";
import { csv, exportFolder, orderCells } from "../support/exports.ts";

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

describe("npm run import", () => {
  let place: TestPlace;
  beforeEach(async () => {
    place = await makePlace();
  });
  afterEach(() => place.remove());

  function run(...given: string[]): Promise<Ended> {
    const env = {
      PATH: process.env.PATH,
      DATA_DIR: place.folder,
      DATABASE_URL: place.databaseUrl,
      ...(engine === "services" ? { REDIS_URL: redisServer } : {}),
    };
    return new Promise((done, failed) => {
      const child = spawn(process.execPath, ["--import=tsx", "backend/cli/import.ts", ...given], { env });
      const ended: Ended = { code: null, out: "", err: "" };
      child.stdout.on("data", (chunk: Buffer) => {
        ended.out += chunk.toString();
      });
      child.stderr.on("data", (chunk: Buffer) => {
        ended.err += chunk.toString();
      });
      child.on("error", failed);
      child.on("close", (code) => done({ ...ended, code }));
    });
  }

  it("imports a folder, lists bad rows on stderr and ends well; a second run changes nothing", async () => {
    const bad = Array.from({ length: 102 }, (_, index) => orderCells({ Name: `#bad${index}`, Total: "-1" }));
    const { folder, remove } = await exportFolder({ "orders.csv": csv([orderCells(), ...bad]) });
    const first = await run(folder);
    expect(first.code).to.equal(0);
    expect(first.out).to.include("orders.csv: 1 imported, 0 updated, 0 unchanged, 102 bad");
    const lines = first.err.trim().split("\n");
    expect(lines).to.have.length(101);
    expect(lines[0]).to.equal(`${folder}/orders.csv:3: Total "-1" is negative`);
    expect(lines[100]).to.equal("and 2 bad rows more");
    const second = await run(folder);
    expect(second.out).to.include("orders.csv: 0 imported, 0 updated, 1 unchanged, 102 bad");
    await remove();
    const database = await openDatabase(place);
    expect(await database.reader.count(orders, {})).to.equal(1);
    await database.close();
  });

  it("says in one line what a person can put right, and ends badly", async () => {
    const { folder, remove } = await exportFolder({ "orders.csv": csv([orderCells()]) });
    const nothing = await run();
    expect(nothing).to.include({ code: 1, out: "", err: "npm run import -- FOLDER [--storefront=KEY]\n" });
    const empty = await run(place.folder);
    expect(empty.code).to.equal(1);
    expect(empty.err).to.include("holds none of customers.csv");
    const stranger = await run(folder, "--storefront", "unknown");
    expect(stranger).to.include({ code: 1, err: "there is no storefront with the key unknown\n" });
    await remove();
  });

  const onFile = engine === "embedded" ? it : () => undefined;
  onFile("refuses a SQLite file that another process is using", async () => {
    const { folder, remove } = await exportFolder({ "orders.csv": csv([orderCells()]) });
    const database = await openDatabase(place);
    const ended = await run(folder);
    await database.close();
    await remove();
    expect(ended.code).to.equal(1);
    expect(ended.err).to.match(/^another Frontline process is using .*\n$/);
  });
});
