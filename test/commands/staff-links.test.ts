import { expect } from "chai";
import { tokenOfLinkPath } from "../../backend/contract/link-path.ts";
import { day, minute } from "../../backend/core/clock.ts";
import { newSecret, sha256 } from "../../backend/core/ids.ts";
import { changePerson } from "../../backend/staff/change-person.ts";
import { invitePerson } from "../../backend/staff/invite-person.ts";
import { loadPersonActors } from "../../backend/staff/load-person-actor.ts";
import { makeFirstAdminLink } from "../../backend/staff/make-first-admin-link.ts";
import { readLink } from "../../backend/staff/read-link.ts";
import { resetPassword } from "../../backend/staff/reset-password.ts";
import { signIn } from "../../backend/staff/sign-in.ts";
import { createSignInLimits } from "../../backend/staff/sign-in-limits.ts";
import { people, personLinks } from "../../backend/staff/tables.ts";
import { useLink } from "../../backend/staff/use-link.ts";
import { createTestHouse, refusalOf, system, type TestHouse } from "../support/executor.ts";

const password = "four tea cups";
const tokenOf = (link: string): string => tokenOfLinkPath(link) ?? "";

describe("one-time links", () => {
  let house: TestHouse;
  beforeEach(async () => {
    house = await createTestHouse();
  });
  afterEach(() => house.close());

  const use = (token: string, given: Parameters<typeof useLink>[2]) =>
    useLink({ reader: house.reader, execute: house.execute, now: house.clock.now() }, token, given);
  const enter = (email: string, by = password) => {
    const parts = { reader: house.reader, execute: house.execute, limits: createSignInLimits(null) };
    return signIn(parts, { email, password: by }, "192.0.2.1");
  };
  const firstLink = () =>
    house.run<{ link: string | null; isSaidElsewhere: boolean }>(makeFirstAdminLink, {}, system);
  async function invite(email: string): Promise<{ token: string; personId: string }> {
    const admin = await house.makePerson("admin");
    const input = { email, name: "Ada", role: "agent" };
    const { link, personId } = await house.run<{ link: string; personId: string }>(
      invitePerson,
      input,
      admin.caller,
    );
    return { token: tokenOf(link), personId };
  }

  it("make the first admin, once, and only while there is nobody", async () => {
    const { link } = await firstLink();
    const token = tokenOf(link ?? "");
    expect(await readLink(house.reader, token, house.clock.now())).to.deep.equal({
      email: "",
      name: "",
      isFirstAdmin: true,
    });
    const given = { password, email: "ada@staff.example", name: "Ada" };
    const session = await use(token, given);
    const actors = await loadPersonActors(house.reader, [sha256(session.token)], house.clock.now());
    expect(actors.get(sha256(session.token))).to.include({ kind: "admin", email: "ada@staff.example" });
    expect((await enter("ada@staff.example")).personId).to.equal(session.personId);
    const again = await refusalOf(use(token, { ...given, email: "eve@staff.example" }));
    expect(again.code).to.equal("link_expired");
    expect((await firstLink()).link).to.equal(null);
  });

  it("for the first admin are replaced at the next start, and end once somebody exists", async () => {
    const first = tokenOf((await firstLink()).link ?? "");
    house.clock.advance(minute);
    const second = tokenOf((await firstLink()).link ?? "");
    const given = { password, email: "ada@staff.example", name: "Ada" };
    expect((await refusalOf(use(first, given))).code).to.equal("link_expired");
    await house.makePerson("agent");
    expect((await refusalOf(readLink(house.reader, second, 0))).code).to.equal("link_expired");
    expect((await refusalOf(use(second, given))).code).to.equal("link_expired");
  });

  it("for the first admin are said by one of the nodes that start at once", async () => {
    const started = await Promise.all(Array.from({ length: 6 }, firstLink));
    const said = started.filter(({ link }) => link !== null);
    expect(said).to.have.length(1);
    expect(started.filter(({ isSaidElsewhere }) => isSaidElsewhere)).to.have.length(5);
    const given = { password, email: "ada@staff.example", name: "Ada" };
    await use(tokenOf(said[0]?.link ?? ""), given);
    expect(await firstLink()).to.deep.equal({ link: null, isSaidElsewhere: false });
  });

  it("ask the first admin for e-mail and name", async () => {
    const token = tokenOf((await firstLink()).link ?? "");
    const refusal = await refusalOf(use(token, { password, name: "Ada" }));
    expect(refusal).to.deep.include({
      code: "malformed",
      details: { issues: [{ path: "email", message: "required" }] },
    });
    await use(token, { password, name: "Ada", email: "ada@staff.example" });
  });

  it("make one admin, of two who use the link at the same moment", async () => {
    const token = tokenOf((await firstLink()).link ?? "");
    const results = await Promise.allSettled(
      ["ada", "eve"].map((name) => use(token, { password, name, email: `${name}@staff.example` })),
    );
    expect(results.map(({ status }) => status).sort()).to.deep.equal(["fulfilled", "rejected"]);
    expect(await house.reader.count(people, {})).to.equal(1);
  });

  it("let an invited person choose a password, once, and sign them in", async () => {
    const { token, personId } = await invite("ada@staff.example");
    expect(await readLink(house.reader, token, house.clock.now())).to.deep.equal({
      email: "ada@staff.example",
      name: "Ada",
      isFirstAdmin: false,
    });
    const session = await use(token, { password });
    expect(session.personId).to.equal(personId);
    const actors = await loadPersonActors(house.reader, [sha256(session.token)], house.clock.now());
    expect(actors.get(sha256(session.token))).to.include({ kind: "agent", personId });
    expect((await refusalOf(use(token, { password: "another password" }))).code).to.equal("link_expired");
    expect((await refusalOf(readLink(house.reader, token, house.clock.now()))).code).to.equal("link_expired");
    await enter("ada@staff.example");
  });

  it("work once also for two at the same moment", async () => {
    const { token } = await invite("ada@staff.example");
    const results = await Promise.allSettled([
      use(token, { password: "password one" }),
      use(token, { password: "password two" }),
    ]);
    expect(results.map(({ status }) => status).sort()).to.deep.equal(["fulfilled", "rejected"]);
    const winner = results[0]?.status === "fulfilled" ? "password one" : "password two";
    const loser = winner === "password one" ? "password two" : "password one";
    await enter("ada@staff.example", winner);
    expect((await refusalOf(enter("ada@staff.example", loser))).code).to.equal("sign_in_failed");
  });

  it("are kept as digests, and say nothing of what is unknown", async () => {
    const { token } = await invite("ada@staff.example");
    const [row] = await house.reader.many(personLinks, { take: 2 });
    expect(row?.id).to.equal(sha256(token));
    expect((await refusalOf(use(newSecret(), { password }))).code).to.equal("link_expired");
  });

  it("end after seven days", async () => {
    const { token } = await invite("ada@staff.example");
    house.clock.advance(7 * day - 1);
    expect(await readLink(house.reader, token, house.clock.now())).to.include({ isFirstAdmin: false });
    house.clock.advance(1);
    expect((await refusalOf(use(token, { password }))).code).to.equal("link_expired");
  });

  it("refuse a weak password and stay good", async () => {
    const { token } = await invite("ada@staff.example");
    const refusal = await refusalOf(use(token, { password: "too short" }));
    expect(refusal).to.deep.include({ code: "weak_password", details: { least: 10 } });
    await use(token, { password });
  });

  it("end when the person is shut out", async () => {
    const { token, personId } = await invite("ada@staff.example");
    const admin = await house.makePerson("admin");
    const input = { personId, name: "Ada", role: "agent", departmentIds: [], isActive: false };
    await house.run(changePerson, input, admin.caller);
    expect((await refusalOf(use(token, { password }))).code).to.equal("link_expired");
  });

  it("of a reset take the place of the old password", async () => {
    const { token, personId } = await invite("ada@staff.example");
    await use(token, { password });
    const admin = await house.makePerson("admin");
    const { link } = await house.run<{ link: string }>(resetPassword, { personId }, admin.caller);
    expect((await refusalOf(enter("ada@staff.example"))).code).to.equal("sign_in_failed");
    await use(tokenOf(link), { password: "eight tea cups" });
    await enter("ada@staff.example", "eight tea cups");
  });
});
