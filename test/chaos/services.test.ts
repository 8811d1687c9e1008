import { expect } from "chai";
import { engine } from "../support/database.ts";
import { shortPlan } from "./plans.ts";
import { runChaos } from "./run-chaos.ts";
import { missingPrograms, serverPrograms } from "./servers.ts";
import { isClean } from "./verdict.ts";

const seed = "npm test";

/** Several processes need the services. */
const onServices = engine === "services" ? describe : () => undefined;

onServices("chaos on three nodes", function () {
  this.timeout(180_000);

  /** `npm run test:chaos` is the long form. */
  it("loses, doubles, disorders and shows to the wrong nothing, and nothing is stuck", async function () {
    // Its own MariaDB and Redis are started from these programs; servers elsewhere cannot be killed.
    if ((await missingPrograms(serverPrograms)).length > 0) this.skip();
    const { verdict, injected, tally, crashes } = await runChaos(shortPlan, seed, () => undefined);
    for (const count of [injected.kills, injected.redisRestarts, injected.mariaDbRestarts, injected.cuts])
      expect(count).to.be.greaterThan(0);
    expect(injected.rightsEnded).to.be.greaterThan(0);
    expect(tally.acksLost).to.be.greaterThan(0);
    expect(tally.acknowledged).to.be.greaterThan(100);
    expect(crashes).to.deep.equal([]);
    expect(verdict.examples).to.deep.equal([]);
    expect(isClean(verdict)).to.equal(true);
  });
});
