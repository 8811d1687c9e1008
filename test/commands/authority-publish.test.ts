import { expect } from "chai";
import { policyRead } from "../../backend/authority/policy-read.ts";
import { publishPolicy } from "../../backend/authority/publish-policy.ts";
import { noPolicy, readCompiledPolicy, readPolicy } from "../../backend/authority/queries.ts";
import { policies } from "../../backend/authority/tables.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { newId } from "../../backend/core/ids.ts";
import { toStaff } from "../../backend/core/notices.ts";
import { createTestHouse, refusalOf, type TestHouse } from "../support/executor.ts";
import { plainFacts, plainRule } from "../support/policies.ts";

describe("publishing a policy", () => {
  let house: TestHouse;
  let storefrontId: string;
  const rule: PolicyRule = { ...plainRule, id: newId() };

  before(async () => {
    house = await createTestHouse();
  });
  after(() => house.close());
  beforeEach(async () => {
    ({ storefrontId } = await house.makeStorefront());
  });

  const publish = async (
    basedOn: number,
    rules: PolicyRule[],
    role: "supervisor" | "agent" = "supervisor",
  ) => {
    const { caller } = await house.makePerson(role, { name: "Sue" });
    return house.run(publishPolicy, { storefrontId, basedOn, rules }, caller);
  };

  const shown = () => policyRead.read(house.reader, { storefrontId }, { kind: "system" }, house.clock.now());

  it("puts a new version in force, keeps the ones before, and tells the staff", async () => {
    expect(await publish(0, [rule])).to.include({ version: 1, isWaiting: false });
    house.clock.advance(60_000);
    house.notices.length = 0;
    const looser = { ...rule, perOrder: { USD: 400 } };
    expect(await publish(1, [looser])).to.include({ version: 2, isWaiting: false });
    expect(await shown()).to.deep.equal({
      storefrontId,
      version: 2,
      publishedAt: house.clock.now(),
      publishedBy: "Sue",
      rules: [looser],
    });
    expect((await house.reader.one(policies, { storefrontId, version: 1 }))?.rules).to.deep.equal([rule]);
    expect(house.notices).to.deep.equal([toStaff(`policy:${storefrontId}`)]);
  });

  it("is refused when another was published meanwhile", async () => {
    await publish(0, [rule]);
    for (const basedOn of [0, 2]) {
      expect((await refusalOf(publish(basedOn, []))).code).to.equal("changed_meanwhile");
    }
    expect((await shown()).version).to.equal(1);
  });

  it("lets one of several who publish at the same moment win", async () => {
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map(() => publish(0, [rule])));
    expect(results.filter(({ status }) => status === "fulfilled")).to.have.lengthOf(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason.code).to.equal("changed_meanwhile");
    }
    expect(await house.reader.count(policies, { storefrontId })).to.equal(1);
  });

  it("is refused with every problem of the rules, and leaves nothing behind", async () => {
    const refusal = await refusalOf(publish(0, [rule, { ...rule, perDay: { ABC: 1 } }]));
    expect(refusal.code).to.equal("policy_problem");
    expect(refusal.details).to.deep.equal({
      problems: ["rule 2: duplicate_rule", "rule 2: unknown_currency ABC", "rule 2: limit_without_cap ABC"],
    });
    expect(await readPolicy(house.reader, storefrontId)).to.equal(null);
  });

  it("is refused for rules that are malformed", async () => {
    const refusal = await refusalOf(publish(0, [{ ...rule, perOrder: { USD: -5 } }]));
    expect(refusal.code).to.equal("malformed");
  });

  it("is for supervisors and admins, at a storefront that there is", async () => {
    expect((await refusalOf(publish(0, [rule], "agent"))).code).to.equal("not_allowed");
    const { caller } = await house.makePerson("admin");
    const elsewhere = { storefrontId: newId(), basedOn: 0, rules: [rule] };
    expect((await refusalOf(house.run(publishPolicy, elsewhere, caller))).code).to.equal("not_found");
  });

  it("is in force for whoever decides next, though policies are kept compiled", async () => {
    const capOf = async () =>
      (await readCompiledPolicy(house.reader, storefrontId))
        .clausesFor(plainFacts, plainFacts)[0]
        ?.caps.find((cap) => cap.dimension === "order_cap")?.limit;
    expect(await readCompiledPolicy(house.reader, storefrontId)).to.equal(noPolicy);
    await publish(0, [rule]);
    expect(await capOf()).to.equal(300);
    const kept = await readCompiledPolicy(house.reader, storefrontId);
    expect(await readCompiledPolicy(house.reader, storefrontId)).to.equal(kept);
    await publish(1, [{ ...rule, perOrder: { USD: 10 } }]);
    expect(await capOf()).to.equal(10);
  });

  it("has nothing to show at a storefront that never published, and nothing of one that is not there", async () => {
    expect(await shown()).to.deep.include({ version: 0, rules: [] });
    const elsewhere = policyRead.read(house.reader, { storefrontId: newId() }, { kind: "system" }, 0);
    expect((await refusalOf(elsewhere)).code).to.equal("not_found");
  });
});
