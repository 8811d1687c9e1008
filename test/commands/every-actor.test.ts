import { expect } from "chai";
import { Refusal } from "../../backend/core/refusal.ts";
import { commandNames, commandOf } from "../support/command-of.ts";
import { createTestHouse, type TestHouse } from "../support/executor.ts";
import { type ActorName, actorNames, createShopScene, type ShopScene } from "../support/shop-scene.ts";
import { readSources } from "../support/sources.ts";
import { type Row, type Verdict, verdictOf } from "./actor-rows/row.ts";
import { rows } from "./actor-rows/rows.ts";

describe("every command against every actor", () => {
  let house: TestHouse;
  let scene: ShopScene;
  before(async () => {
    house = await createTestHouse();
    scene = await createShopScene(house);
  });
  after(() => house.close());

  async function attempt({ name, prepare, needsOwnScene }: Row, who: ActorName): Promise<Verdict> {
    const stage = needsOwnScene === true ? await createShopScene(house) : scene;
    const input = await prepare(stage, who);
    try {
      await house.run(commandOf(name), input, stage.callers[who]);
      return "done";
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }

  it("has a row for every command", () => {
    expect(rows.map(({ name }) => name).sort()).to.deep.equal(commandNames().sort());
  });

  it("knows every command that is written anywhere in the backend", () => {
    const written = readSources().flatMap(({ path, text }) =>
      path.startsWith("backend/")
        ? [...text.matchAll(/defineCommand\(\{\s*name: "([^"]+)"/g)].map((match) => match[1])
        : [],
    );
    expect(written.sort()).to.deep.equal(commandNames().sort());
  });

  for (const row of rows) {
    describe(row.name, () => {
      for (const who of actorNames) {
        const expected = verdictOf(row, who);
        it(`is ${expected === "done" ? "done" : `refused as ${expected}`} for ${who}`, async () => {
          expect(await attempt(row, who)).to.equal(expected);
        });
      }
    });
  }
});
