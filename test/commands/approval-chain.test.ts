import { expect } from "chai";
import { day, hour, minute } from "../../backend/core/clock.ts";
import { update } from "../../backend/core/database/writes.ts";
import { readRemedyViews } from "../../backend/remedies/queries.ts";
import { people } from "../../backend/staff/tables.ts";
import {
  type ApprovalScene,
  admin,
  askedMinor as amount,
  createApprovalScene,
  type Request,
  supervisor,
} from "../support/approval-scene.ts";

describe("a chain of approvals", () => {
  let at: ApprovalScene;
  beforeEach(async () => {
    at = await createApprovalScene();
  });
  afterEach(() => at.close());

  it("asks one after the other, records each yes, and promises with the last", async () => {
    const asked = await at.ask([at.quality(), admin]);
    expect(await at.codeOf(at.approve(asked, "admin"))).to.equal("not_your_turn");
    await at.approve(asked, "uninvited", { tell: "Said too early" });
    expect(await at.stateOf(asked)).to.equal("awaiting_approval");
    expect((await at.kinds(asked.ticketId)).at(-1)).to.equal("remedy.agreed");
    expect(await at.codeOf(at.approve(asked, "uninvited"))).to.equal("not_found");
    expect(await at.codeOf(at.approve(asked, "supervisor"))).to.equal("not_your_turn");
    await at.approve(asked, "admin", { tell: "We are sorry" });
    expect((await at.kinds(asked.ticketId)).slice(-3)).to.deep.equal([
      "remedy.agreed",
      "message.sent",
      "remedy.approved",
    ]);
    expect(await at.stateOf(asked)).to.equal("granted");
  });

  it("shows whose turn it is, and to a department only what it is asked", async () => {
    const asked = await at.ask([at.quality(), admin]);
    const [toQuality] = await at.cards("uninvited");
    expect(toQuality).to.include({ isMyTurn: true, isOwn: false, policyVersion: 2 });
    expect(toQuality?.remedy.request?.steps.map(({ name }) => name)).to.deep.equal([
      at.scene.quality.name,
      "",
    ]);
    expect(await at.cards("invited")).to.deep.equal([]);
    expect(await at.cards("agent")).to.deep.equal([]);
    expect((await at.cards("admin"))[0]).to.include({ isMyTurn: false });
    await at.approve(asked, "uninvited");
    expect(await at.cards("uninvited")).to.deep.equal([]);
    expect((await at.cards("admin"))[0]).to.include({ isMyTurn: true });
  });

  it("asks who would be asked twice only once", async () => {
    const asked = await at.ask([supervisor, at.quality(), admin]);
    await at.approve(asked, "admin");
    await at.approve(asked, "uninvited");
    expect(await at.stateOf(asked)).to.equal("granted");
  });

  it("is declined by who is in turn, and stopped by a supervisor who is not", async () => {
    const first = await at.ask([at.quality(), admin]);
    const no = { because: "Not this one" };
    expect(await at.codeOf(at.as("invited", "remedy.decline", { remedyId: first.remedyId, ...no }))).to.equal(
      "not_found",
    );
    await at.as("uninvited", "remedy.decline", { remedyId: first.remedyId, ...no });
    const second = await at.ask([admin]);
    await at.as("supervisor", "remedy.decline", { remedyId: second.remedyId, ...no });
    expect([await at.stateOf(first), await at.stateOf(second)]).to.deep.equal(["declined", "declined"]);
  });

  it("asks everybody anew for another amount, which is a decision of its own", async () => {
    const asked = await at.ask([at.quality(), admin]);
    const seen = (await at.remedy(asked.remedyId)).hash;
    await at.approve(asked, "uninvited");
    await at.approve(asked, "admin", { otherAmountMinor: 7000 });
    expect(await at.stateOf(asked)).to.equal("awaiting_approval");
    const stale = at.as("uninvited", "remedy.approve", { remedyId: asked.remedyId, hash: seen });
    expect(await at.codeOf(stale)).to.equal("request_changed");
    await at.approve(asked, "uninvited");
    expect(await at.remedy(asked.remedyId)).to.include({
      state: "granted",
      amountMinor: 7000,
      requestedMinor: amount,
    });
    const acts = await at.house.reader.sql<{ outcome: string; facts: string }>(
      "SELECT `outcome`, `facts` FROM `decisions` WHERE `remedyId` = ? ORDER BY `at`, `id`",
      [asked.remedyId],
    );
    expect(
      acts.map(({ outcome, facts }) => [JSON.parse(outcome).act, JSON.parse(facts).amountMinor]),
    ).to.deep.equal([
      ["request", amount],
      ["amend", 7000],
      ["approve", 7000],
    ]);
  });

  it("is carried out once when the last two answer at the same moment", async () => {
    const asked = await at.ask([at.quality(), supervisor]);
    await at.approve(asked, "uninvited");
    const both = await Promise.allSettled([at.approve(asked, "supervisor"), at.approve(asked, "admin")]);
    const refused = both.filter((each) => each.status === "rejected");
    expect(refused.map((each) => each.reason.code)).to.deep.equal(["remedy_in_state"]);
  });

  it("stays with the limits it was asked under, and with who they ask", async () => {
    const asked = await at.ask([at.quality()]);
    await at.publish(at.scene.rules);
    expect(await at.codeOf(at.approve(asked, "supervisor"))).to.equal("not_your_turn");
    await at.approve(asked, "uninvited");
    expect(await at.stateOf(asked)).to.equal("granted");
  });

  describe("while somebody is away", () => {
    it("is answered by their delegate, from one moment until another", async () => {
      const now = at.house.clock.now();
      const asked = await at.ask([at.person("supervisor")]);
      await at.away("supervisor", "admin", now + hour, now + 2 * hour);
      expect(await at.codeOf(at.approve(asked, "admin"))).to.equal("not_your_turn");
      at.house.clock.set(now + 2 * hour);
      expect(await at.codeOf(at.approve(asked, "admin"))).to.equal("not_your_turn");
      // A clock that was set back is believed: who is asked is judged by the moment of the answer.
      at.house.clock.set(now + hour);
      const [card] = await at.cards("admin");
      expect(card).to.include({ isMyTurn: true, insteadOf: at.personOf("supervisor").person.name });
      await at.approve(asked, "admin");
      const [step] = (await views(asked)) ?? [];
      expect(step?.answered).to.include({
        name: at.personOf("admin").person.name,
        insteadOf: at.personOf("supervisor").person.name,
      });
    });

    it("is handed by a supervisor to a supervisor only, to nobody who was shut out, and taken back", async () => {
      const now = at.house.clock.now();
      expect(await at.codeOf(at.away("supervisor", "agent", now, now + day))).to.equal("not_allowed");
      expect(await at.codeOf(at.away("supervisor", "supervisor", now, now + day))).to.equal("malformed");
      expect(await at.codeOf(at.away("supervisor", "admin", now - 2 * day, now - day))).to.equal("malformed");
      await at.away("supervisor", "admin", now, now + day);
      const asked = await at.ask([at.person("supervisor")]);
      await at.as("supervisor", "person.name-delegate", { absence: null });
      expect(await at.codeOf(at.approve(asked, "admin"))).to.equal("not_your_turn");
    });
  });

  describe("when nobody answers", () => {
    it("reminds those in turn, then asks the role above too", async () => {
      const asked = await at.ask([at.person("supervisor")]);
      at.house.clock.advance(2 * hour - 1);
      await at.work();
      expect((await at.kinds(asked.ticketId)).at(-1)).to.equal("remedy.requested");
      at.house.clock.advance(1);
      await at.work();
      expect((await at.kinds(asked.ticketId)).at(-1)).to.equal("remedy.reminded");
      expect((await at.cards("supervisor"))[0]?.remindedAt).to.equal(at.house.clock.now());
      expect(await at.codeOf(at.approve(asked, "admin"))).to.equal("not_your_turn");
      at.house.clock.advance(2 * hour);
      await at.work();
      expect((await views(asked))?.[0]).to.include({ escalatedTo: "supervisor" });
      await at.approve(asked, "admin");
      expect(await at.stateOf(asked)).to.equal("granted");
    });

    it("gives the next in the chain their own time, and says nothing of what was answered", async () => {
      const asked = await at.ask([at.quality(), supervisor]);
      at.house.clock.advance(2 * hour - minute);
      await at.approve(asked, "uninvited");
      at.house.clock.advance(minute);
      await at.work();
      expect((await at.kinds(asked.ticketId)).at(-1)).to.equal("remedy.agreed");
      at.house.clock.advance(2 * hour - minute);
      await at.work();
      expect((await at.kinds(asked.ticketId)).at(-1)).to.equal("remedy.reminded");
    });

    it("ends where nobody is above, and the request expires in its time", async () => {
      const asked = await at.ask([admin]);
      for (let round = 0; round < 6; round++) {
        at.house.clock.advance(4 * hour);
        await at.work();
      }
      const kinds = await at.kinds(asked.ticketId);
      expect(kinds.filter((kind) => kind === "remedy.reminded")).to.have.lengthOf(1);
      at.house.clock.advance(6 * day);
      expect(await at.codeOf(at.approve(asked, "admin"))).to.equal("approval_expired");
      await at.work();
      expect(await at.stateOf(asked)).to.equal("expired");
    });

    it("asks a supervisor at once in place of who was shut out", async () => {
      const { person: gone } = at.personOf("uninvited");
      await at.house.save(update(people, { id: gone.id }, { isActive: false }));
      const asked = await at.ask([at.quality()]);
      await at.approve(asked, "supervisor");
      expect(await at.stateOf(asked)).to.equal("granted");
    });
  });

  async function views({ remedyId, ticketId }: Request) {
    const found = await readRemedyViews(at.house.reader, ticketId);
    return found.find(({ id }) => id === remedyId)?.request?.steps;
  }
});
