import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { Redis } from "ioredis";
import { createAttemptLimiter } from "../../backend/core/attempt-limiter.ts";
import { createSignInLimits } from "../../backend/staff/sign-in-limits.ts";
import { engine, redisServer } from "../support/database.ts";
import { refusalOf } from "../support/executor.ts";

describe("limits of attempts", () => {
  let redis: Redis | null = null;
  before(() => {
    redis = engine === "services" ? new Redis(redisServer) : null;
  });
  after(async () => {
    await redis?.quit();
  });

  it("refuse when a key has none left, and count each key for itself", async () => {
    const limiter = createAttemptLimiter(redis, { name: randomUUID(), attempts: 2, windowSeconds: 60 });
    await limiter.take("ada");
    await limiter.take("ada");
    const refusal = await refusalOf(limiter.take("ada"));
    expect(refusal.code).to.equal("rate_limited");
    expect(refusal.details).to.have.property("retryAfterSeconds").within(1, 60);
    await limiter.take("bob");
  });

  it("give back what turned out well", async () => {
    const limiter = createAttemptLimiter(redis, { name: randomUUID(), attempts: 1, windowSeconds: 60 });
    for (let time = 1; time <= 3; time++) {
      await limiter.take("ada");
      await limiter.giveBack("ada");
    }
    await limiter.take("ada");
    expect((await refusalOf(limiter.take("ada"))).code).to.equal("rate_limited");
  });

  it("say beforehand that a key has none left, and count nothing by saying so", async () => {
    const limiter = createAttemptLimiter(redis, { name: randomUUID(), attempts: 1, windowSeconds: 60 });
    for (let time = 1; time <= 3; time++) await limiter.check("ada");
    await limiter.take("ada");
    expect((await refusalOf(limiter.check("ada"))).code).to.equal("rate_limited");
    await limiter.check("bob");
  });

  it("stop an address that tries many e-mails after fifty", async () => {
    const limits = createSignInLimits(redis);
    const address = randomUUID();
    for (let attempt = 1; attempt <= 50; attempt++) await limits.take(`${attempt}@staff.example`, address);
    expect((await refusalOf(limits.take("new@staff.example", address))).code).to.equal("rate_limited");
    await limits.take("new@staff.example", randomUUID());
  });

  it("do not let one locked-out person lock out the whole office", async () => {
    const limits = createSignInLimits(redis);
    const address = randomUUID();
    for (let attempt = 1; attempt <= 10; attempt++) await limits.take("ada@staff.example", address);
    for (let attempt = 1; attempt <= 60; attempt++)
      await refusalOf(limits.take("ada@staff.example", address));
    await limits.take("bob@staff.example", address);
  });

  it("are counted in memory while Redis cannot be reached", async () => {
    const away = new Redis("redis://127.0.0.1:1", { lazyConnect: true, retryStrategy: () => null });
    away.on("error", () => undefined);
    const limiter = createAttemptLimiter(away, { name: randomUUID(), attempts: 1, windowSeconds: 60 });
    await limiter.take("ada");
    expect((await refusalOf(limiter.take("ada"))).code).to.equal("rate_limited");
    away.disconnect();
  });
});
