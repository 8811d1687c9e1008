import { expect } from "chai";
import { day, hour } from "../../backend/core/clock.ts";
import { update } from "../../backend/core/database/writes.ts";
import { people } from "../../backend/staff/tables.ts";
import {
  type ApprovalScene,
  admin,
  askedMinor,
  createApprovalScene,
  type Request,
  supervisor,
} from "../support/approval-scene.ts";

const rounds = 4;
const lifetime = 7 * day;

/** What happens to a request while somebody is about to answer it. */
describe("a request that changes under an approver's hand", () => {
  let at: ApprovalScene;
  beforeEach(async () => {
    at = await createApprovalScene();
  });
  afterEach(() => at.close());

  const recall = async (asked: Request) => {
    const { policyVersion } = await at.approvalOf(asked);
    return at.as("system", "remedy.recall", { remedyId: asked.remedyId, policyVersion });
  };
  const withdraw = ({ remedyId }: Request) => at.as("agent", "remedy.withdraw", { remedyId });
  const expire = ({ remedyId }: Request) => at.as("system", "remedy.expire", { remedyId });
  const remind = async (asked: Request) => {
    const { round } = await at.approvalOf(asked);
    return at.as("system", "approval.remind", { remedyId: asked.remedyId, round });
  };
  const countsOf = async ({ ticketId }: Request) => {
    const { pendingApprovals, openPayouts } = await at.ticket(ticketId);
    return { pendingApprovals, openPayouts };
  };

  /** Exactly one of the two has happened, and the ticket and the order say so too. */
  async function expectOne(asked: Request, both: Promise<unknown>[], ended: string) {
    const refused = (await Promise.allSettled(both)).flatMap((each) =>
      each.status === "rejected" ? [each.reason.code] : [],
    );
    const state = await at.stateOf(asked);
    expect(state).to.be.oneOf(["granted", ended]);
    const isGranted = state === "granted";
    for (const code of refused) expect(code).to.equal("remedy_in_state");
    expect(await countsOf(asked)).to.deep.equal({ pendingApprovals: 0, openPayouts: isGranted ? 1 : 0 });
    expect((await at.order(asked.order.id)).reservedMinor).to.equal(isGranted ? askedMinor : 0);
    const kinds = await at.kinds(asked.ticketId);
    expect(kinds.filter((kind) => kind === "remedy.approved" || kind === `remedy.${ended}`)).to.have.lengthOf(
      1,
    );
  }

  it("is approved or recalled, never both", async () => {
    for (let round = 0; round < rounds; round++) {
      const asked = await at.ask([supervisor]);
      await expectOne(asked, [at.approve(asked, "supervisor"), recall(asked)], "recalled");
    }
  });

  it("is approved or withdrawn, never both", async () => {
    for (let round = 0; round < rounds; round++) {
      const asked = await at.ask([supervisor]);
      await expectOne(asked, [withdraw(asked), at.approve(asked, "supervisor")], "withdrawn");
    }
  });

  it("is approved until its last millisecond, and expires at the next one, whoever comes first", async () => {
    const start = at.house.clock.now();
    const early = await at.ask([supervisor]);
    const late = await at.ask([supervisor]);
    at.house.clock.set(start + lifetime - 1);
    await Promise.all([at.approve(early, "supervisor"), expire(early)]);
    expect(await at.stateOf(early)).to.equal("granted");
    at.house.clock.set(start + lifetime);
    const [answered] = await Promise.allSettled([at.approve(late, "supervisor"), expire(late)]);
    expect(answered?.status === "rejected" && answered.reason.code).to.be.oneOf([
      "approval_expired",
      "remedy_in_state",
    ]);
    expect(await at.stateOf(late)).to.equal("expired");
    await expire(early);
    expect(await at.stateOf(early)).to.equal("granted");
  });

  it("is not reminded of once it is answered, nor asked of anybody else", async () => {
    for (let round = 0; round < rounds; round++) {
      const asked = await at.ask([at.quality(), admin]);
      await Promise.all([at.approve(asked, "uninvited"), remind(asked)]);
      const { steps } = await at.approvalOf(asked);
      expect(steps.map(({ answered, escalatedTo }) => [answered === null, escalatedTo])).to.deep.equal([
        [false, null],
        [true, null],
      ]);
      await at.approve(asked, "admin");
      expect(await at.stateOf(asked)).to.equal("granted");
    }
  });

  it("is recalled in the middle of its chain: who agreed before has promised nothing", async () => {
    const asked = await at.ask([at.quality(), admin]);
    await at.approve(asked, "uninvited");
    await recall(asked);
    expect(await at.codeOf(at.approve(asked, "admin"))).to.equal("remedy_in_state");
    expect(await countsOf(asked)).to.deep.equal({ pendingApprovals: 0, openPayouts: 0 });
  });

  it("is not recalled with a version that it was not asked under", async () => {
    const asked = await at.ask([supervisor]);
    const { policyVersion } = await at.approvalOf(asked);
    await at.as("system", "remedy.recall", { remedyId: asked.remedyId, policyVersion: policyVersion + 1 });
    expect(await at.stateOf(asked)).to.equal("awaiting_approval");
  });

  it("goes on along its chain when other limits are published in the middle, with another amount too", async () => {
    const asked = await at.ask([at.quality(), admin]);
    await at.approve(asked, "uninvited");
    await at.publish(at.scene.rules);
    await at.approve(asked, "admin", { otherAmountMinor: 7000 });
    expect(await at.stateOf(asked)).to.equal("awaiting_approval");
    await at.approve(asked, "uninvited");
    expect(await at.remedy(asked.remedyId)).to.include({ state: "granted", amountMinor: 7000 });
    expect((await at.approvalOf(asked)).policyVersion).to.equal(2);
  });

  it("is answered by who was named in the middle, for the steps that still wait", async () => {
    const asked = await at.ask([at.quality(), at.person("supervisor")]);
    await at.approve(asked, "uninvited");
    const now = at.house.clock.now();
    await at.away("supervisor", "admin", now, now + day);
    await at.approve(asked, "admin");
    const { steps } = await at.approvalOf(asked);
    expect(steps.map(({ answered }) => answered?.insteadOf)).to.deep.equal([
      null,
      at.personOf("supervisor").person.name,
    ]);
  });

  it("goes to the role above when who is asked is shut out in the middle", async () => {
    const asked = await at.ask([at.person("invited")]);
    await at.house.save(update(people, { id: at.personOf("invited").person.id }, { isActive: false }));
    expect(await at.codeOf(at.approve(asked, "supervisor"))).to.equal("not_your_turn");
    for (let waited = 0; waited < 2; waited++) {
      at.house.clock.advance(2 * hour);
      await at.work();
    }
    await at.approve(asked, "supervisor");
    expect(await at.stateOf(asked)).to.equal("granted");
  });

  it("keeps what was agreed when who agreed is shut out afterwards", async () => {
    const asked = await at.ask([at.quality(), admin]);
    await at.approve(asked, "uninvited");
    await at.house.save(update(people, { id: at.personOf("uninvited").person.id }, { isActive: false }));
    await at.approve(asked, "admin");
    expect(await at.stateOf(asked)).to.equal("granted");
  });
});
