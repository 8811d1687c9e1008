import { expect } from "chai";
import type { Caller } from "../../backend/core/actor.ts";
import { day } from "../../backend/core/clock.ts";
import { newId } from "../../backend/core/ids.ts";
import { loadShopperActors } from "../../backend/shop/identity/load-shopper-actor.ts";
import { loadPersonActors } from "../../backend/staff/load-person-actor.ts";
import { createTestHouse, type TestHouse } from "../support/executor.ts";

const sessionOf = (caller: Caller): string => ("sessionId" in caller ? caller.sessionId : "");

describe("actors", () => {
  let house: TestHouse;
  beforeEach(async () => {
    house = await createTestHouse();
  });
  afterEach(() => house.close());

  it("are the people who hold a session, with their role and departments", async () => {
    const finance = await house.makeDepartment({ isFinance: true });
    const warehouse = await house.makeDepartment();
    const payer = await house.makePerson("department", { departmentIds: [warehouse.id, finance.id] });
    const packer = await house.makePerson("department", { departmentIds: [warehouse.id] });
    const agent = await house.makePerson("agent");
    const ids = [payer, packer, agent].map(({ caller }) => sessionOf(caller));
    const found = await loadPersonActors(house.reader, [...ids, "unknown"], house.clock.now());
    expect([...found.keys()]).to.have.members(ids);
    expect(found.get(ids[0] ?? "")).to.deep.equal({
      kind: "department",
      personId: payer.personId,
      sessionId: ids[0],
      sessionEndsAt: house.clock.now() + 14 * day,
      name: payer.person.name,
      email: payer.person.email,
      departmentIds: [warehouse.id, finance.id],
      isFinance: true,
    });
    expect(found.get(ids[1] ?? "")?.isFinance).to.equal(false);
    expect(found.get(ids[2] ?? "")?.kind).to.equal("agent");
  });

  it("are not those whose session is over or who were shut out", async () => {
    const shutOut = await house.makePerson("agent", { isActive: false });
    const agent = await house.makePerson("agent");
    const ids = [sessionOf(shutOut.caller), sessionOf(agent.caller)];
    expect([...(await loadPersonActors(house.reader, ids, house.clock.now())).keys()]).to.deep.equal([
      ids[1],
    ]);
    house.clock.advance(14 * day);
    expect((await loadPersonActors(house.reader, ids, house.clock.now())).size).to.equal(0);
  });

  it("are shoppers, verified only if the shop has named them", async () => {
    const { storefrontId } = await house.makeStorefront();
    const unnamed = await house.makeShopper(storefrontId);
    const customerId = newId();
    const named = await house.makeShopper(storefrontId, {
      subject: "c-1",
      name: "Ada",
      email: "ada@mail.example",
      customerId,
    });
    const ids = [sessionOf(unnamed.caller), sessionOf(named.caller)];
    const found = await loadShopperActors(house.reader, ids, house.clock.now());
    expect(found.get(ids[0] ?? "")).to.include({ name: null, isVerified: false, storefrontId });
    expect(found.get(ids[1] ?? "")).to.deep.equal({
      kind: "shopper",
      shopperId: named.shopperId,
      sessionId: ids[1],
      sessionEndsAt: house.clock.now() + 90 * day,
      storefrontId,
      name: "Ada",
      email: "ada@mail.example",
      customerId,
      isVerified: true,
    });
    house.clock.advance(90 * day);
    expect((await loadShopperActors(house.reader, ids, house.clock.now())).size).to.equal(0);
  });

  it("asks the database nothing for nobody", async () => {
    expect((await loadPersonActors(house.reader, [], 0)).size).to.equal(0);
    expect((await loadShopperActors(house.reader, [], 0)).size).to.equal(0);
  });
});
