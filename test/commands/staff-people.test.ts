import { expect } from "chai";
import type { Caller, PersonActor } from "../../backend/core/actor.ts";
import { newId } from "../../backend/core/ids.ts";
import { changePerson } from "../../backend/staff/change-person.ts";
import { invitePerson } from "../../backend/staff/invite-person.ts";
import { loadPersonActors } from "../../backend/staff/load-person-actor.ts";
import { readDirectory, readMePerson, readStaffList } from "../../backend/staff/queries.ts";
import { resetPassword } from "../../backend/staff/reset-password.ts";
import { saveDepartment } from "../../backend/staff/save-department.ts";
import { people, personLinks } from "../../backend/staff/tables.ts";
import { createTestHouse, refusalOf, type TestHouse } from "../support/executor.ts";

const passwordHash = "a hash";

describe("the staff", () => {
  let house: TestHouse;
  let admin: Awaited<ReturnType<TestHouse["makePerson"]>>;
  beforeEach(async () => {
    house = await createTestHouse();
    admin = await house.makePerson("admin", { passwordHash });
  });
  afterEach(() => house.close());

  const actorOf = async (caller: Caller): Promise<PersonActor | undefined> => {
    const id = caller.kind === "person" ? caller.sessionId : "";
    return (await loadPersonActors(house.reader, [id], house.clock.now())).get(id);
  };
  const change = (personId: string, over: Record<string, unknown>, by: Caller = admin.caller) =>
    house.run(
      changePerson,
      { personId, name: "Ada", role: "agent", departmentIds: [], isActive: true, ...over },
      by,
    );

  it("grows by invitation; an e-mail is one person's, however it is written", async () => {
    const warehouse = await house.makeDepartment();
    const input = { email: "Ada@Staff.Example", name: "Ada", role: "agent", departmentIds: [warehouse.id] };
    const made = await house.run<{ personId: string; link: string }>(invitePerson, input, admin.caller);
    expect(made.link).to.match(/^\/console\/link\/[\w-]{43}$/);
    expect(await house.reader.one(people, { id: made.personId })).to.include({
      email: "ada@staff.example",
      passwordHash: null,
      isActive: true,
    });
    const again = await refusalOf(
      house.run(invitePerson, { ...input, email: "ada@STAFF.example" }, admin.caller),
    );
    expect(again).to.deep.include({ code: "already_exists", details: { field: "email" } });
    const nowhere = { ...input, email: "bob@staff.example", departmentIds: [newId()] };
    expect((await refusalOf(house.run(invitePerson, nowhere, admin.caller))).code).to.equal("not_found");
  });

  it("holds an e-mail once also when two admins invite it at the same moment", async () => {
    const invite = () =>
      house.run(invitePerson, { email: "ada@staff.example", name: "Ada", role: "agent" }, admin.caller);
    const results = await Promise.allSettled([invite(), invite()]);
    expect(results.map(({ status }) => status).sort()).to.deep.equal(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).to.have.nested.property(
      "reason.code",
      "already_exists",
    );
  });

  it("is demoted at once: the next command of an open session meets the new role", async () => {
    const boss = await house.makePerson("admin", { passwordHash });
    const department = await house.makeDepartment();
    await change(boss.personId, { role: "department", departmentIds: [department.id], name: "Bo" });
    expect(await actorOf(boss.caller)).to.deep.include({
      kind: "department",
      name: "Bo",
      departmentIds: [department.id],
    });
    expect((await refusalOf(change(admin.personId, {}, boss.caller))).code).to.equal("not_allowed");
    expect(house.notices).to.deep.include({ kind: "person-changed", personId: boss.personId });
  });

  it("is shut out at once: sessions and links end", async () => {
    const ada = await house.makePerson("agent", { passwordHash });
    const second = await house.personCaller(ada.personId);
    await house.run(resetPassword, { personId: ada.personId }, admin.caller);
    const third = await house.personCaller(ada.personId);
    expect(await house.reader.count(personLinks, { personId: ada.personId })).to.equal(1);
    await change(ada.personId, { isActive: false });
    for (const caller of [ada.caller, second, third]) expect(await actorOf(caller)).to.equal(undefined);
    const ended = house.notices.flatMap((notice) =>
      notice.kind === "session-ended" ? notice.sessionIds : [],
    );
    expect(ended).to.include("sessionId" in third ? third.sessionId : "");
    expect(await house.reader.count(personLinks, { personId: ada.personId })).to.equal(0);
    await change(ada.personId, { isActive: true });
    expect(await actorOf(third)).to.equal(undefined);
    expect(await actorOf(await house.personCaller(ada.personId))).to.include({ kind: "agent" });
  });

  it("always keeps an admin who can sign in", async () => {
    const { personId } = admin;
    for (const over of [{ role: "supervisor" }, { role: "admin", isActive: false }]) {
      expect((await refusalOf(change(personId, over))).code).to.equal("last_admin");
    }
    await house.makePerson("admin");
    expect((await refusalOf(change(personId, {}))).code).to.equal("last_admin");
    await house.makePerson("admin", { passwordHash, isActive: false });
    expect((await refusalOf(change(personId, {}))).code).to.equal("last_admin");
    await change(personId, { role: "admin", name: "Still Admin" });
    await house.makePerson("admin", { passwordHash });
    await change(personId, { role: "agent" });
  });

  it("keeps an admin also when two demote each other at the same moment", async () => {
    const other = await house.makePerson("admin", { passwordHash });
    const results = await Promise.allSettled([
      change(other.personId, {}),
      change(admin.personId, {}, other.caller),
    ]);
    const admins = await house.reader.count(people, { role: "admin" });
    expect(admins).to.equal(1);
    expect(results.filter(({ status }) => status === "fulfilled")).to.have.length(1);
  });

  it("gets a new link and no old session when a password is reset", async () => {
    const ada = await house.makePerson("agent", { passwordHash });
    const reset = (personId: string) =>
      house.run<{ link: string }>(resetPassword, { personId }, admin.caller);
    const first = await reset(ada.personId);
    const second = await reset(ada.personId);
    expect(second.link).not.to.equal(first.link);
    expect(await house.reader.count(personLinks, { personId: ada.personId })).to.equal(1);
    expect(await actorOf(ada.caller)).to.equal(undefined);
    expect((await house.reader.one(people, { id: ada.personId }))?.passwordHash).to.equal(null);
    expect((await refusalOf(reset(newId()))).code).to.equal("not_found");
  });

  it("lets an admin who resets their own password in with the old one until the link is used", async () => {
    await house.run(resetPassword, { personId: admin.personId }, admin.caller);
    expect(await actorOf(admin.caller)).to.equal(undefined);
    expect((await house.reader.one(people, { id: admin.personId }))?.passwordHash).to.equal(passwordHash);
  });

  it("has departments with names of their own", async () => {
    const save = (input: unknown) => house.run<{ departmentId: string }>(saveDepartment, input, admin.caller);
    const warehouse = await save({ departmentId: null, name: "Warehouse" });
    const finance = await save({ departmentId: null, name: "Finance", isFinance: true });
    const taken = await refusalOf(save({ departmentId: null, name: " warehouse " }));
    expect(taken).to.deep.include({ code: "already_exists", details: { field: "name" } });
    expect((await refusalOf(save({ ...finance, name: "Warehouse" }))).code).to.equal("already_exists");
    expect((await refusalOf(save({ departmentId: newId(), name: "Lab" }))).code).to.equal("not_found");
    await save({ ...warehouse, name: "WAREHOUSE" });
    const { departments } = await readDirectory.read(house.reader, {}, { kind: "system" }, 0);
    expect(departments).to.deep.equal([
      { id: finance.departmentId, name: "Finance", isFinance: true },
      { id: warehouse.departmentId, name: "WAREHOUSE", isFinance: false },
    ]);
  });

  it("tells a department's members when it becomes finance, which works at once", async () => {
    const desk = await house.makeDepartment({ name: "Desk" });
    const member = await house.makePerson("department", { departmentIds: [desk.id] });
    await house.run(saveDepartment, { departmentId: desk.id, name: "Desk", isFinance: true }, admin.caller);
    expect((await actorOf(member.caller))?.isFinance).to.equal(true);
    expect(house.notices).to.deep.include({ kind: "person-changed", personId: member.personId });
    const before = house.notices.length;
    await house.run(saveDepartment, { departmentId: desk.id, name: "Till", isFinance: true }, admin.caller);
    expect(house.notices.slice(before).map(({ kind }) => kind)).to.deep.equal(["topics"]);
  });

  it("is administered by admins alone", async () => {
    const inputs = [
      [invitePerson, { email: "x@staff.example", name: "X", role: "admin" }],
      [resetPassword, { personId: admin.personId }],
      [saveDepartment, { departmentId: null, name: "Lab" }],
    ] as const;
    for (const role of ["agent", "supervisor", "department"] as const) {
      const { caller, personId } = await house.makePerson(role);
      for (const [command, input] of inputs) {
        expect((await refusalOf(house.run(command, input, caller))).code).to.equal("not_allowed");
      }
      expect((await refusalOf(change(personId, { role: "admin" }, caller))).code).to.equal("not_allowed");
    }
  });

  it("is listed: all for the admin, the active ones for everybody, oneself with departments", async () => {
    const desk = await house.makeDepartment({ name: "Desk" });
    const ada = await house.makePerson("department", { name: "Ada", departmentIds: [desk.id] });
    await house.makePerson("agent", { name: "Zed", isActive: false });
    const { people: all } = await readStaffList.read(house.reader, {}, { kind: "system" }, 0);
    expect(all.map(({ name }) => name)).to.include.members(["Ada", "Zed"]);
    expect(all.find(({ name }) => name === "Ada")).to.deep.equal({
      personId: ada.personId,
      name: "Ada",
      email: ada.person.email,
      role: "department",
      departmentIds: [desk.id],
      isActive: true,
      hasPassword: false,
    });
    const directory = await readDirectory.read(house.reader, {}, { kind: "system" }, 0);
    expect(directory.people.map(({ name }) => name))
      .to.include("Ada")
      .and.not.to.include("Zed");
    const actor = await actorOf(ada.caller);
    expect(actor && (await readMePerson(house.reader, actor, house.clock.now()))).to.deep.equal({
      personId: ada.personId,
      name: "Ada",
      email: ada.person.email,
      role: "department",
      departments: [{ id: desk.id, name: "Desk", isFinance: false }],
      delegate: null,
    });
  });
});
