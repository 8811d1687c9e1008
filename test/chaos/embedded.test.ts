import { expect } from "chai";
import { engine } from "../support/database.ts";
import { embeddedPlan, sabotagedPlan } from "./plans.ts";
import { runChaos } from "./run-chaos.ts";
import { isClean } from "./verdict.ts";

/** `npm run test:chaos -- --embedded 20` is the long form. */
const kills = 3;
const seed = "npm test";
const silent = () => undefined;

/** One process on SQLite is what these are about. */
const onEmbedded = engine === "embedded" ? describe : () => undefined;

onEmbedded("chaos on the embedded way", function () {
  this.timeout(120_000);

  it(`loses, doubles and disorders nothing when the process is killed ${kills} times under load`, async () => {
    const { verdict, injected, tally, crashes } = await runChaos(embeddedPlan(kills), seed, silent);
    expect(injected.kills).to.equal(kills);
    expect(tally.acksLost).to.be.greaterThan(0);
    expect(tally.acknowledged).to.be.greaterThan(100);
    expect(crashes).to.deep.equal([]);
    expect(verdict.examples).to.deep.equal([]);
    expect(isClean(verdict)).to.equal(true);
  });

  it("notices a server that does not know a retry from a new command", async () => {
    const { verdict } = await runChaos(sabotagedPlan("a server without receipts"), seed, silent);
    expect(verdict.doubled).to.be.greaterThan(0);
    expect(isClean(verdict)).to.equal(false);
  });

  it("notices clients that give a retry an id of its own", async () => {
    const { verdict } = await runChaos(sabotagedPlan("ids of their own for retries"), seed, silent);
    expect(verdict.doubled).to.be.greaterThan(0);
    expect(isClean(verdict)).to.equal(false);
  });

  it("notices clients that apply whatever comes", async () => {
    const { verdict } = await runChaos(sabotagedPlan("apply whatever comes"), seed, silent);
    expect(verdict.doubled + verdict.outOfOrder + verdict.viewsThatDiffer).to.be.greaterThan(0);
    expect(isClean(verdict)).to.equal(false);
  });
});
