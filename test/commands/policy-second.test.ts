import { expect } from "chai";
import { refusalOf } from "../support/executor.ts";
import { policyActs } from "../support/policy-acts.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import type { ActorName } from "../support/shop-scene.ts";
import { runAs } from "../support/situations.ts";

describe("a second supervisor", () => {
  let at: RemedyScene;
  let acts: ReturnType<typeof policyActs>;
  beforeEach(async () => {
    at = await createRemedyScene();
    acts = policyActs(at);
  });
  afterEach(() => at.close());

  it("has to agree to what widens, and is another person; what narrows goes at once", async () => {
    const { storefrontId } = acts;
    await acts.settings(true);
    expect(await acts.publish(acts.capped(4000))).to.deep.include({ isWaiting: false });
    const wide = await acts.publish(acts.capped(6000));
    expect(wide).to.deep.include({ version: 3, isWaiting: true });
    expect(await acts.live()).to.equal(2);
    expect((await acts.workbench()).proposal).to.deep.include({
      version: 3,
      stage: "live",
      rules: acts.capped(6000),
    });
    const confirm = (who: ActorName) =>
      at.as(who, "policy.confirm", { storefrontId, proposalId: wide.proposalId });
    expect((await refusalOf(confirm("supervisor"))).code).to.equal("own_request");
    await confirm("admin");
    expect(await acts.live()).to.equal(3);
    expect((await refusalOf(confirm("admin"))).code).to.equal("changed_meanwhile");
    await acts.grant(6000);
  });

  it("agrees to a canary too, but never has to for a shadow", async () => {
    const { storefrontId } = acts;
    await acts.settings(true);
    const draft = await acts.save(acts.capped(9000));
    expect((await acts.release(draft, "shadow")).isWaiting).to.equal(false);
    const canary = await acts.release(draft, "canary", { share: 100 });
    expect(canary.isWaiting).to.equal(true);
    expect((await refusalOf(acts.grant(9000))).code).to.equal("approval_required");
    await at.as("admin", "policy.confirm", { storefrontId, proposalId: canary.proposalId });
    await acts.grant(9000);
  });

  it("agrees to what was proposed, and to nothing that has changed since", async () => {
    const { storefrontId } = acts;
    await acts.settings(true);
    const wide = await acts.publish(acts.capped(6000));
    await acts.publish(acts.capped(4000));
    const confirm = at.as("admin", "policy.confirm", { storefrontId, proposalId: wide.proposalId });
    expect((await refusalOf(confirm)).code).to.equal("changed_meanwhile");
    expect((await acts.workbench()).proposal).to.equal(null);
  });

  it("turns it down, and nothing has changed", async () => {
    const { storefrontId } = acts;
    await acts.settings(true);
    const { proposalId } = await acts.publish(acts.capped(6000));
    await at.as("admin", "policy.dismiss", { storefrontId, proposalId });
    expect((await acts.workbench()).proposal).to.equal(null);
    expect(await acts.live()).to.equal(1);
  });

  it("is not done without by one alone", async () => {
    const { storefrontId } = acts;
    await acts.settings(true);
    expect(await acts.settings(false)).to.deep.equal({ isWaiting: true });
    const { proposal, settings: still } = await acts.workbench();
    expect(still.needsSecond).to.equal(true);
    const lift = { storefrontId, proposalId: proposal?.proposalId };
    expect((await refusalOf(at.as("supervisor", "policy.confirm", lift))).code).to.equal("own_request");
    await at.as("admin", "policy.confirm", lift);
    expect((await acts.workbench()).settings.needsSecond).to.equal(false);
  });

  it("agrees once when two of them do at the same moment", async () => {
    const { storefrontId } = acts;
    await acts.settings(true);
    const { proposalId } = await acts.publish(acts.capped(6000));
    const { caller } = await at.house.makePerson("admin");
    const other = { ...at.scene, callers: { ...at.scene.callers, admin: caller } };
    const both = await Promise.allSettled([
      at.as("admin", "policy.confirm", { storefrontId, proposalId }),
      runAs(other, "admin", "policy.confirm", { storefrontId, proposalId }),
    ]);
    expect(both.filter(({ status }) => status === "rejected")).to.have.lengthOf(1);
    expect(await acts.live()).to.equal(2);
  });
});
