import { expect } from "chai";
import type { Approver } from "../../backend/contract/policy.ts";
import type { ApprovalCard } from "../../backend/contract/queries/console.ts";
import type { PersonActor } from "../../backend/core/actor.ts";
import { day, hour, minute } from "../../backend/core/clock.ts";
import { update } from "../../backend/core/database/writes.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { readRemedyViews } from "../../backend/remedies/queries.ts";
import { readApprovals } from "../../backend/remedies/read-approvals.ts";
import { customers, orders } from "../../backend/shop/tables.ts";
import { people } from "../../backend/staff/tables.ts";
import { refusalOf } from "../support/executor.ts";
import { ruleOf } from "../support/policies.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import type { ActorName } from "../support/shop-scene.ts";
import { openTicket, refundOf, type Situation } from "../support/situations.ts";

type Request = Situation & { remedyId: string };

const amount = 8000;
const supervisor: Approver = { kind: "role", role: "supervisor" };
const admin: Approver = { kind: "role", role: "admin" };

describe("a chain of approvals", () => {
  let at: RemedyScene;
  beforeEach(async () => {
    at = await createRemedyScene();
  });
  afterEach(() => at.close());

  const personOf = (who: "agent" | "supervisor" | "admin" | "invited" | "uninvited") => at.scene.people[who];
  const person = (who: Parameters<typeof personOf>[0]): Approver => ({
    kind: "person",
    personId: personOf(who).personId,
  });
  const quality = (): Approver => ({ kind: "department", departmentId: at.scene.quality.id });

  /** The agent asks for a refund whose rule names these approvers. */
  async function ask(chain: Approver[], who: ActorName = "agent"): Promise<Request> {
    const rule = ruleOf({
      id: "5f0f7a0c-9f1e-4a52-9d3e-0a1b2c3d4e5f",
      roles: ["agent", "supervisor", "admin"],
      remedy: "refund",
      reasons: [],
      verifiedOrderOnly: false,
      effect: { kind: "approval", chain },
      perOrder: { CNY: 0 },
      perDay: {},
      photoAbove: {},
      photoAboveTrusted: {},
    });
    await at.publish([...at.scene.rules, rule]);
    const situation = await openTicket(at.scene);
    const asked = await at.as<{ remedyId: string }>(who, "remedy.request", {
      request: refundOf(situation, amount),
      because: "All of it is broken",
    });
    return { ...situation, ...asked };
  }
  const approve = async ({ remedyId }: Request, who: ActorName, more: object = {}) =>
    at.as(who, "remedy.approve", { remedyId, hash: (await at.remedy(remedyId)).hash, ...more });
  const codeOf = async (work: Promise<unknown>) => (await refusalOf(work)).code;
  const stateOf = async ({ remedyId }: Request) => (await at.remedy(remedyId)).state;

  async function cards(who: ActorName): Promise<ApprovalCard[]> {
    const now = at.house.clock.now();
    const [actor] = await loadActors(at.house.reader, [at.scene.callers[who]], now);
    return (await readApprovals.read(at.house.reader, {}, actor as PersonActor, now)).approvals;
  }
  const away = (who: ActorName, delegate: ActorName, from: number, until: number) => {
    const { personId: delegateId } = personOf(delegate as "admin");
    return at.as(who, "person.name-delegate", { absence: { delegateId, from, until } });
  };

  it("asks one after the other, records each yes, and promises with the last", async () => {
    const asked = await ask([quality(), admin]);
    expect(await codeOf(approve(asked, "admin"))).to.equal("not_your_turn");
    await approve(asked, "uninvited", { tell: "Said too early" });
    expect(await stateOf(asked)).to.equal("awaiting_approval");
    expect((await at.kinds(asked.ticketId)).at(-1)).to.equal("remedy.agreed");
    expect(await codeOf(approve(asked, "uninvited"))).to.equal("not_found");
    expect(await codeOf(approve(asked, "supervisor"))).to.equal("not_your_turn");
    await approve(asked, "admin", { tell: "We are sorry" });
    expect((await at.kinds(asked.ticketId)).slice(-3)).to.deep.equal([
      "remedy.agreed",
      "message.sent",
      "remedy.approved",
    ]);
    expect(await stateOf(asked)).to.equal("granted");
  });

  it("shows whose turn it is, and to a department only what it is asked", async () => {
    const asked = await ask([quality(), admin]);
    const [toQuality] = await cards("uninvited");
    expect(toQuality).to.include({ isMyTurn: true, isOwn: false, policyVersion: 2 });
    expect(toQuality?.remedy.request?.steps.map(({ name }) => name)).to.deep.equal([
      at.scene.quality.name,
      "",
    ]);
    expect(await cards("invited")).to.deep.equal([]);
    expect(await cards("agent")).to.deep.equal([]);
    expect((await cards("admin"))[0]).to.include({ isMyTurn: false });
    await approve(asked, "uninvited");
    expect(await cards("uninvited")).to.deep.equal([]);
    expect((await cards("admin"))[0]).to.include({ isMyTurn: true });
  });

  it("asks who would be asked twice only once", async () => {
    const asked = await ask([supervisor, quality(), admin]);
    await approve(asked, "admin");
    await approve(asked, "uninvited");
    expect(await stateOf(asked)).to.equal("granted");
  });

  it("is declined by who is in turn, and stopped by a supervisor who is not", async () => {
    const first = await ask([quality(), admin]);
    const no = { because: "Not this one" };
    expect(await codeOf(at.as("invited", "remedy.decline", { remedyId: first.remedyId, ...no }))).to.equal(
      "not_found",
    );
    await at.as("uninvited", "remedy.decline", { remedyId: first.remedyId, ...no });
    const second = await ask([admin]);
    await at.as("supervisor", "remedy.decline", { remedyId: second.remedyId, ...no });
    expect([await stateOf(first), await stateOf(second)]).to.deep.equal(["declined", "declined"]);
  });

  it("asks everybody anew for another amount, which is a decision of its own", async () => {
    const asked = await ask([quality(), admin]);
    const seen = (await at.remedy(asked.remedyId)).hash;
    await approve(asked, "uninvited");
    await approve(asked, "admin", { otherAmountMinor: 7000 });
    expect(await stateOf(asked)).to.equal("awaiting_approval");
    const stale = at.as("uninvited", "remedy.approve", { remedyId: asked.remedyId, hash: seen });
    expect(await codeOf(stale)).to.equal("request_changed");
    await approve(asked, "uninvited");
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
    const asked = await ask([quality(), supervisor]);
    await approve(asked, "uninvited");
    const both = await Promise.allSettled([approve(asked, "supervisor"), approve(asked, "admin")]);
    const refused = both.filter((each) => each.status === "rejected");
    expect(refused.map((each) => each.reason.code)).to.deep.equal(["remedy_in_state"]);
  });

  it("stays with the limits it was asked under, and with who they ask", async () => {
    const asked = await ask([quality()]);
    await at.publish(at.scene.rules);
    expect(await codeOf(approve(asked, "supervisor"))).to.equal("not_your_turn");
    await approve(asked, "uninvited");
    expect(await stateOf(asked)).to.equal("granted");
  });

  describe("never is one's own", () => {
    it("though the rule names the asker: a supervisor is asked beside them", async () => {
      const asked = await ask([person("supervisor")], "supervisor");
      expect(await codeOf(approve(asked, "supervisor"))).to.equal("own_request");
      await approve(asked, "admin");
      expect(await stateOf(asked)).to.equal("granted");
    });

    it("through a delegate of the asker", async () => {
      const now = at.house.clock.now();
      const asked = await ask([supervisor], "supervisor");
      await away("supervisor", "admin", now, now + day);
      expect(await codeOf(approve(asked, "admin"))).to.equal("own_request");
      expect((await cards("admin"))[0]).to.include({ isOwn: true });
    });

    it("nor as the customer, known by record or by phone", async () => {
      const asked = await ask([supervisor]);
      const { email, id } = personOf("admin").person;
      const own = await at.house.makeCustomer(at.scene.storefrontId, { email, phone: "+86 138 0000 1111" });
      const { order } = asked;
      const pay = (set: object) => at.house.save(update(orders, { id: order.id }, set));
      const before = { customerId: order.customerId, shippingAddress: order.shippingAddress };
      const address = { name: "A", line1: "B", line2: "", city: "C", province: "", zip: "", country: "CN" };
      await pay({ shippingAddress: { ...address, phone: "(86) 138-0000-1111" } });
      expect(await codeOf(approve(asked, "admin"))).to.equal("own_request");
      await pay(before);
      await at.house.save(update(customers, { id: order.customerId ?? "" }, { phone: own.phone }));
      expect(await codeOf(approve(asked, "admin"))).to.equal("own_request");
      await at.house.save(update(customers, { id: order.customerId ?? "" }, { phone: "" }));
      await at.house.save(update(people, { id }, { email: "somebody@else.example" }));
      await approve(asked, "admin");
    });
  });

  describe("while somebody is away", () => {
    it("is answered by their delegate, from one moment until another", async () => {
      const now = at.house.clock.now();
      const asked = await ask([person("supervisor")]);
      await away("supervisor", "admin", now + hour, now + 2 * hour);
      expect(await codeOf(approve(asked, "admin"))).to.equal("not_your_turn");
      at.house.clock.set(now + 2 * hour);
      expect(await codeOf(approve(asked, "admin"))).to.equal("not_your_turn");
      // A clock that was set back is believed: who is asked is judged by the moment of the answer.
      at.house.clock.set(now + hour);
      const [card] = await cards("admin");
      expect(card).to.include({ isMyTurn: true, insteadOf: personOf("supervisor").person.name });
      await approve(asked, "admin");
      const [step] = (await views(asked)) ?? [];
      expect(step?.answered).to.include({
        name: personOf("admin").person.name,
        insteadOf: personOf("supervisor").person.name,
      });
    });

    it("is handed by a supervisor to a supervisor only, to nobody who was shut out, and taken back", async () => {
      const now = at.house.clock.now();
      expect(await codeOf(away("supervisor", "agent", now, now + day))).to.equal("not_allowed");
      expect(await codeOf(away("supervisor", "supervisor", now, now + day))).to.equal("malformed");
      expect(await codeOf(away("supervisor", "admin", now - 2 * day, now - day))).to.equal("malformed");
      await away("supervisor", "admin", now, now + day);
      const asked = await ask([person("supervisor")]);
      await at.as("supervisor", "person.name-delegate", { absence: null });
      expect(await codeOf(approve(asked, "admin"))).to.equal("not_your_turn");
    });
  });

  describe("when nobody answers", () => {
    it("reminds those in turn, then asks the role above too", async () => {
      const asked = await ask([person("supervisor")]);
      at.house.clock.advance(2 * hour - 1);
      await at.work();
      expect((await at.kinds(asked.ticketId)).at(-1)).to.equal("remedy.requested");
      at.house.clock.advance(1);
      await at.work();
      expect((await at.kinds(asked.ticketId)).at(-1)).to.equal("remedy.reminded");
      expect((await cards("supervisor"))[0]?.remindedAt).to.equal(at.house.clock.now());
      expect(await codeOf(approve(asked, "admin"))).to.equal("not_your_turn");
      at.house.clock.advance(2 * hour);
      await at.work();
      expect((await views(asked))?.[0]).to.include({ escalatedTo: "supervisor" });
      await approve(asked, "admin");
      expect(await stateOf(asked)).to.equal("granted");
    });

    it("gives the next in the chain their own time, and says nothing of what was answered", async () => {
      const asked = await ask([quality(), supervisor]);
      at.house.clock.advance(2 * hour - minute);
      await approve(asked, "uninvited");
      at.house.clock.advance(minute);
      await at.work();
      expect((await at.kinds(asked.ticketId)).at(-1)).to.equal("remedy.agreed");
      at.house.clock.advance(2 * hour - minute);
      await at.work();
      expect((await at.kinds(asked.ticketId)).at(-1)).to.equal("remedy.reminded");
    });

    it("ends where nobody is above, and the request expires in its time", async () => {
      const asked = await ask([admin]);
      for (let round = 0; round < 6; round++) {
        at.house.clock.advance(4 * hour);
        await at.work();
      }
      const kinds = await at.kinds(asked.ticketId);
      expect(kinds.filter((kind) => kind === "remedy.reminded")).to.have.lengthOf(1);
      at.house.clock.advance(6 * day);
      expect(await codeOf(approve(asked, "admin"))).to.equal("approval_expired");
      await at.work();
      expect(await stateOf(asked)).to.equal("expired");
    });

    it("asks a supervisor at once in place of who was shut out", async () => {
      const { person: gone } = personOf("uninvited");
      await at.house.save(update(people, { id: gone.id }, { isActive: false }));
      const asked = await ask([quality()]);
      await approve(asked, "supervisor");
      expect(await stateOf(asked)).to.equal("granted");
    });
  });

  async function views({ remedyId, ticketId }: Request) {
    const found = await readRemedyViews(at.house.reader, ticketId);
    return found.find(({ id }) => id === remedyId)?.request?.steps;
  }
});
