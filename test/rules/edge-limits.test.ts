import { expect } from "chai";
import type { Caller } from "../../backend/core/actor.ts";
import { newId, sha256 } from "../../backend/core/ids.ts";
import { createLimits } from "../../backend/edge/limits.ts";
import { refusalOf } from "../support/executor.ts";

const wrong = () => Promise.reject(new Error("not this one"));
const anyone = (): Caller => ({ kind: "shopper", sessionId: sha256(newId()) });
const guess = async (attempt: Promise<unknown>) => {
  const failed = await attempt.then(
    () => null,
    (error: Error) => error,
  );
  return failed?.message;
};

describe("limits of the doors", () => {
  it("end an address's guesses of orders, whatever sessions it begins, and no other's", async () => {
    const { orderGuesses } = createLimits(null);
    const tried: (string | undefined)[] = [];
    for (let count = 0; count < 42; count++) {
      tried.push(await guess(orderGuesses.guard({ caller: anyone(), address: "203.0.113.9" }, wrong)));
    }
    expect(tried.slice(0, 40)).to.deep.equal(Array(40).fill("not this one"));
    expect(tried.slice(40)).to.deep.equal(["rate_limited", "rate_limited"]);
    expect(await guess(orderGuesses.guard({ caller: anyone(), address: "203.0.113.8" }, wrong))).to.equal(
      "not this one",
    );
  });

  it("end a session's guesses after eight, of many at the same moment too, and cost nothing when right", async () => {
    const { orderGuesses } = createLimits(null);
    const asking = { caller: anyone(), address: "203.0.113.9" };
    for (let count = 0; count < 20; count++) await orderGuesses.guard(asking, async () => "right");
    const race = await Promise.all(
      Array.from({ length: 12 }, () => guess(orderGuesses.guard(asking, wrong))),
    );
    expect(race.filter((each) => each === "not this one")).to.have.length(8);
  });

  it("end an address's new sessions, and uploads of one caller and of one address", async () => {
    const { newSessions, uploads } = createLimits(null);
    for (let count = 0; count < 600; count++) await newSessions.take("203.0.113.9");
    expect((await refusalOf(newSessions.take("203.0.113.9"))).code).to.equal("rate_limited");
    for (let count = 0; count < 1200; count++) await uploads.take(`caller ${count % 10}`, "203.0.113.9");
    expect((await refusalOf(uploads.take("caller 1", "203.0.113.8"))).code).to.equal("rate_limited");
    expect((await refusalOf(uploads.take("caller 11", "203.0.113.9"))).code).to.equal("rate_limited");
  });
});
