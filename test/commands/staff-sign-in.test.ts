import { parseOptions } from "@node-rs/argon2";
import { expect } from "chai";
import type { Caller } from "../../backend/core/actor.ts";
import { day } from "../../backend/core/clock.ts";
import { update } from "../../backend/core/database/writes.ts";
import { newId, newSecret, sha256 } from "../../backend/core/ids.ts";
import { endAllSessions } from "../../backend/staff/end-all-sessions.ts";
import { endSession } from "../../backend/staff/end-session.ts";
import { loadPersonActors } from "../../backend/staff/load-person-actor.ts";
import { argonOptions, hashPassword, isPassword, nobodysHash } from "../../backend/staff/passwords.ts";
import { signIn } from "../../backend/staff/sign-in.ts";
import { createSignInLimits } from "../../backend/staff/sign-in-limits.ts";
import { startSession } from "../../backend/staff/start-session.ts";
import { people, staffSessions } from "../../backend/staff/tables.ts";
import { anonymous, createTestHouse, refusalOf, system, type TestHouse } from "../support/executor.ts";

const password = "four tea cups";
const address = "192.0.2.1";

describe("signing in", () => {
  let house: TestHouse;
  let passwordHash: string;
  before(async () => {
    passwordHash = await hashPassword(password);
  });
  beforeEach(async () => {
    house = await createTestHouse();
  });
  afterEach(() => house.close());

  const parts = () => ({ reader: house.reader, execute: house.execute, limits: createSignInLimits(null) });
  const callerOf = (token: string): Caller => ({ kind: "person", sessionId: sha256(token) });
  const isIn = async (token: string) =>
    (await loadPersonActors(house.reader, [sha256(token)], house.clock.now())).has(sha256(token));

  it("opens a session for e-mail and password, for fourteen days", async () => {
    const { person } = await house.makePerson("agent", { passwordHash });
    const { token, personId } = await signIn(parts(), { email: person.email, password }, address);
    expect(personId).to.equal(person.id);
    expect(await isIn(token)).to.equal(true);
    expect(await house.reader.one(staffSessions, { id: token })).to.equal(null);
    house.clock.advance(14 * day);
    expect(await isIn(token)).to.equal(false);
  });

  it("fails alike for a wrong password, an unknown e-mail, nobody's password yet, and a person shut out", async () => {
    const right = await house.makePerson("agent", { passwordHash });
    const invited = await house.makePerson("agent");
    const shutOut = await house.makePerson("agent", { passwordHash, isActive: false });
    const tries = [
      { email: right.person.email, password: "four tea cupz" },
      { email: "nobody@staff.example", password },
      { email: invited.person.email, password },
      { email: shutOut.person.email, password },
    ];
    for (const each of tries) {
      const refusal = await refusalOf(signIn(parts(), each, address));
      expect(refusal.code, each.email).to.equal("sign_in_failed");
      expect(refusal.details).to.deep.equal({});
    }
  });

  it("works as hard for nobody as for somebody, with argon2id as OWASP asks", async () => {
    const { memoryCost, timeCost, parallelism, algorithm } = parseOptions(passwordHash);
    expect(passwordHash).to.match(/^\$argon2id\$/);
    expect({ memoryCost, timeCost, parallelism }).to.deep.equal(argonOptions);
    expect(parseOptions(nobodysHash)).to.include({ memoryCost, timeCost, parallelism, algorithm });
    expect(await isPassword(password, null)).to.equal(false);
  });

  it("fails if the password was changed or the person shut out while it was being checked", async () => {
    const { personId } = await house.makePerson("agent", { passwordHash });
    const start = (hash: string) =>
      house.run(startSession, { personId, passwordHash: hash, sessionId: sha256(newSecret()) }, system);
    expect((await refusalOf(start("another hash"))).code).to.equal("sign_in_failed");
    await house.save(update(people, { id: personId }, { isActive: false }));
    expect((await refusalOf(start(passwordHash))).code).to.equal("sign_in_failed");
    await house.save(update(people, { id: personId }, { isActive: true }));
    await start(passwordHash);
  });

  it("cannot be asked for by a person or a stranger through the command itself", async () => {
    const { caller, personId } = await house.makePerson("admin", { passwordHash });
    const input = { personId, passwordHash, sessionId: sha256(newSecret()) };
    expect((await refusalOf(house.run(startSession, input, caller))).code).to.equal("not_allowed");
    expect((await refusalOf(house.run(startSession, input, anonymous))).code).to.equal("signed_out");
  });

  it("out ends this browser's session alone, and everywhere ends all", async () => {
    const { person } = await house.makePerson("agent", { passwordHash });
    const other = await house.makePerson("agent", { passwordHash });
    const enter = async (email: string) => (await signIn(parts(), { email, password }, address)).token;
    const [phone, laptop, desk] = [
      await enter(person.email),
      await enter(person.email),
      await enter(person.email),
    ];
    const others = await enter(other.person.email);
    await house.run(endSession, {}, callerOf(phone));
    expect(await Promise.all([phone, laptop, desk].map(isIn))).to.deep.equal([false, true, true]);
    expect(house.notices).to.deep.include({ kind: "session-ended", sessionIds: [sha256(phone)] });
    await house.run(endAllSessions, {}, callerOf(laptop));
    expect(await Promise.all([laptop, desk, others].map(isIn))).to.deep.equal([false, false, true]);
    expect((await refusalOf(house.run(endAllSessions, {}, callerOf(desk)))).code).to.equal("signed_out");
  });

  it("clears away the person's sessions that are over", async () => {
    const { person } = await house.makePerson("agent", { passwordHash });
    const given = { email: person.email, password };
    await signIn(parts(), given, address);
    house.clock.advance(15 * day);
    await signIn(parts(), given, address);
    expect(await house.reader.count(staffSessions, { personId: person.id })).to.equal(1);
  });

  it("stops after ten failures of one e-mail from one address, also with the right password", async () => {
    const { person } = await house.makePerson("agent", { passwordHash });
    const own = parts();
    const wrong = () => refusalOf(signIn(own, { email: person.email, password: "wrong" }, address));
    for (let attempt = 1; attempt <= 10; attempt++) expect((await wrong()).code).to.equal("sign_in_failed");
    const refusal = await refusalOf(signIn(own, { email: person.email, password }, address));
    expect(refusal.code).to.equal("rate_limited");
    const { retryAfterSeconds } = refusal.details as { retryAfterSeconds: number };
    expect(retryAfterSeconds).to.be.within(880, 900);
    await signIn(own, { email: person.email, password }, "192.0.2.2");
  });

  it("never stops for signing in rightly, however often", async () => {
    const { person } = await house.makePerson("agent", { passwordHash });
    const own = parts();
    for (let time = 1; time <= 12; time++) await signIn(own, { email: person.email, password }, address);
  });

  it("counts attempts that come at the same moment", async () => {
    const own = parts();
    const email = `${newId()}@staff.example`;
    const tries = Array.from({ length: 15 }, () => refusalOf(signIn(own, { email, password }, address)));
    const codes = (await Promise.all(tries)).map(({ code }) => code);
    expect(codes.filter((code) => code === "sign_in_failed")).to.have.length(10);
    expect(codes.filter((code) => code === "rate_limited")).to.have.length(5);
  });
});
