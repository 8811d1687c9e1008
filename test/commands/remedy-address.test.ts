import { expect } from "chai";
import { remove } from "../../backend/core/database/writes.ts";
import { importCustomers } from "../../backend/shop/import/import-customers.ts";
import { customers } from "../../backend/shop/tables.ts";
import { system } from "../support/executor.ts";
import { behave } from "../support/fake-merchant.ts";
import { requestFor, situationFor, teaStreet } from "../support/remedy-kinds.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";

describe("a corrected address", () => {
  let at: RemedyScene;
  beforeEach(async () => {
    at = await createRemedyScene();
  });
  afterEach(() => at.close());

  const customerId = () => at.scene.shoppers.shopper.customer.id;
  const customer = () => at.house.reader.one(customers, { id: customerId() });
  const street = async () => (await customer())?.address?.line1;

  /** Promised and told to the merchant, who has not answered yet. */
  async function told(line1: string) {
    const situation = await situationFor(at, "address_correction");
    const plain = requestFor("address_correction", situation);
    const request = { ...plain, address: { ...teaStreet, line1 } };
    at.merchant.next(behave.accepts);
    const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.grant", { request });
    await at.work();
    at.house.clock.advance(1);
    const [attempt] = await at.attemptsOf(remedyId);
    return { remedyId, attemptId: attempt?.id };
  }
  const outcome = { state: "settled", reference: "r", hint: "", arrivesInDays: null };
  const settle = (tried: object) => at.as("system", "remedy.book-outcome", { ...tried, outcome });
  const stateOf = async ({ remedyId }: { remedyId: string }) => (await at.remedy(remedyId)).state;

  it("of two, the one that was told later stands, in whatever order they settle", async () => {
    const [early, late] = [await told("Old Road 1"), await told("New Road 2")];
    await settle(late);
    await settle(early);
    expect(await street()).to.equal("New Road 2");
    expect([await stateOf(early), await stateOf(late)]).to.deep.equal(["settled", "settled"]);
  });

  it("and when they settle at the same moment", async () => {
    for (let round = 0; round < 5; round++) {
      const [early, late] = [await told(`Old Road ${round}`), await told(`New Road ${round}`)];
      await Promise.all([settle(early), settle(late)]);
      expect(await street()).to.equal(`New Road ${round}`);
    }
  });

  it("stands beside what an import changes at the same moment", async () => {
    const before = await customer();
    for (let round = 0; round < 5; round++) {
      const correction = await told(`Road ${round}`);
      const known = await customer();
      const { externalId, email, phone, tags } = before ?? (() => expect.fail("nobody is there"))();
      const row = {
        line: 1,
        externalId,
        name: `Mei ${round}`,
        email,
        phone,
        tags,
        address: null,
        since: null,
      };
      const rows = [{ ...row, address: known?.address ?? null }];
      const imported = at.house.run(importCustomers, { storefrontId: at.scene.storefrontId, rows }, system);
      await Promise.all([settle(correction), imported]);
      expect((await customer())?.name).to.equal(`Mei ${round}`);
      expect(await stateOf(correction)).to.equal("settled");
    }
  });

  it("settles where the customer is gone, and brings nobody back", async () => {
    const correction = await told("Road 1");
    await at.house.save(remove(customers, { id: customerId() }));
    await settle(correction);
    expect([await stateOf(correction), await customer()]).to.deep.equal(["settled", null]);
  });
});
