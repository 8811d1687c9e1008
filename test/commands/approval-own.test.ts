import { expect } from "chai";
import { day, hour } from "../../backend/core/clock.ts";
import { update } from "../../backend/core/database/writes.ts";
import { customers, orders } from "../../backend/shop/tables.ts";
import { people } from "../../backend/staff/tables.ts";
import {
  type ApprovalScene,
  admin,
  createApprovalScene,
  type Request,
  supervisor,
} from "../support/approval-scene.ts";
import { behave } from "../support/fake-merchant.ts";
import { teaStreet } from "../support/remedy-kinds.ts";
import { refundOf } from "../support/situations.ts";

describe("nobody approves their own request", () => {
  let at: ApprovalScene;
  beforeEach(async () => {
    at = await createApprovalScene();
  });
  afterEach(() => at.close());

  const now = () => at.house.clock.now();
  const setPerson = (who: "agent" | "supervisor" | "admin", set: object) =>
    at.house.save(update(people, { id: at.personOf(who).person.id }, set));
  const isOwn = async (who: "supervisor" | "admin") => (await at.cards(who))[0]?.isOwn;

  describe("as who asked", () => {
    it("though the rule names them: a supervisor is asked beside them", async () => {
      const asked = await at.ask([at.person("supervisor")], "supervisor");
      expect(await at.codeOf(at.approve(asked, "supervisor"))).to.equal("own_request");
      await at.approve(asked, "admin");
      expect(await at.stateOf(asked)).to.equal("granted");
    });

    it("nor after they were promoted", async () => {
      const asked = await at.ask([supervisor]);
      await setPerson("agent", { role: "admin" });
      expect(await at.codeOf(at.approve(asked, "agent"))).to.equal("own_request");
    });

    it("nor in the place of somebody who is away", async () => {
      const asked = await at.ask([at.person("admin")], "supervisor");
      await at.away("admin", "supervisor", now(), now() + day);
      expect(await at.codeOf(at.approve(asked, "supervisor"))).to.equal("own_request");
    });
  });

  describe("as who stands in for who asked", () => {
    it("when it is answered", async () => {
      const asked = await at.ask([supervisor], "supervisor");
      await at.away("supervisor", "admin", now(), now() + day);
      expect(await at.codeOf(at.approve(asked, "admin"))).to.equal("own_request");
      expect(await isOwn("admin")).to.equal(true);
    });

    it("when it was asked, though the absence has been ended since", async () => {
      await at.away("supervisor", "admin", now(), now() + day);
      const asked = await at.ask([supervisor], "supervisor");
      await at.as("supervisor", "person.name-delegate", { absence: null });
      expect(await at.codeOf(at.approve(asked, "admin"))).to.equal("own_request");
      expect(await isOwn("admin")).to.equal(true);
    });

    it("and an absence that was over, or had not begun, names nobody", async () => {
      await at.away("supervisor", "admin", now() + hour, now() + day);
      const early = await at.ask([supervisor], "supervisor");
      await at.approve(early, "admin");
      at.house.clock.advance(day);
      const late = await at.ask([supervisor], "supervisor");
      await at.approve(late, "admin");
      expect([await at.stateOf(early), await at.stateOf(late)]).to.deep.equal(["granted", "granted"]);
    });

    it("so that a supervisor is asked beside them at once", async () => {
      await at.away("supervisor", "admin", now(), now() + day);
      const other = await at.house.makePerson("supervisor");
      const asked = await at.ask([at.person("admin")], "supervisor");
      const { hash } = await at.remedy(asked.remedyId);
      await at.asCaller(other.caller, "remedy.approve", { remedyId: asked.remedyId, hash });
      expect(await at.stateOf(asked)).to.equal("granted");
    });

    it("nor through a delegate of the delegate", async () => {
      await at.away("supervisor", "admin", now(), now() + day);
      const asked = await at.ask([at.person("admin")], "supervisor");
      const further = await at.house.makePerson("admin");
      const absence = { delegateId: further.personId, from: now(), until: now() + day };
      await at.as("admin", "person.name-delegate", { absence });
      const { hash } = await at.remedy(asked.remedyId);
      // As themselves they are asked since nobody named can answer; as the admin they would not be.
      await at.asCaller(further.caller, "remedy.approve", { remedyId: asked.remedyId, hash });
      const [step] = (await at.approvalOf(asked)).steps;
      expect(step?.answered).to.include({ personId: further.personId, insteadOf: null });
    });
  });

  describe("as who is paid", () => {
    const record = (over: object) =>
      at.house.makeCustomer(at.scene.storefrontId, { email: at.personOf("admin").person.email, ...over });
    const isRefused = async (asked: Request) => {
      const refused = (await at.codeOf(at.approve(asked, "admin"))) === "own_request";
      return refused && (await isOwn("admin")) === true;
    };
    const payTo = (asked: Request, set: object) => at.house.save(update(orders, { id: asked.order.id }, set));

    it("by their record, which the request was made for", async () => {
      const own = await record({});
      const asked = await at.ask([supervisor]);
      await payTo(asked, { customerId: own.id });
      expect(await isRefused(asked)).to.equal(true);
    });

    it("by their e-mail address, whatever its capitals and blanks, but not by one that only looks alike", async () => {
      const asked = await at.ask([supervisor]);
      const [name = "", domain = ""] = asked.order.email.split("@");
      for (const email of [asked.order.email, ` ${name.toUpperCase()}@${domain} `]) {
        await setPerson("admin", { email });
        expect(await at.codeOf(at.approve(asked, "admin")), email).to.equal("own_request");
      }
      // To some providers dots mean nothing, to others they make two mailboxes.
      await setPerson("admin", { email: `${name.slice(0, 1)}.${name.slice(1)}@${domain}` });
      await at.approve(asked, "admin");
      expect(await at.stateOf(asked)).to.equal("granted");
    });

    it("by their phone, however it is written", async () => {
      await record({ phone: "+86 138 0000 1111" });
      const asked = await at.ask([supervisor]);
      const same = [
        "(86) 138-0000-1111",
        "0086 13800001111",
        "138 0000 1111",
        "０１３８００００１１１１",
        "13800001111 ext. 7",
      ];
      for (const phone of same) {
        await payTo(asked, { shippingAddress: { ...teaStreet, phone } });
        expect(await isRefused(asked), phone).to.equal(true);
      }
      await payTo(asked, { shippingAddress: { ...teaStreet, phone: "+86 138 0000 1112" } });
      await at.house.save(update(customers, { id: asked.order.customerId ?? "" }, { phone: "13800001111" }));
      expect(await isRefused(asked)).to.equal(true);
      await at.house.save(update(customers, { id: asked.order.customerId ?? "" }, { phone: "1111" }));
      await payTo(asked, { shippingAddress: asked.order.shippingAddress });
      await at.approve(asked, "admin");
      expect(await at.stateOf(asked)).to.equal("granted");
    });

    it("nor in the place of somebody who is paid and away", async () => {
      const asked = await at.ask([at.person("supervisor")]);
      await setPerson("supervisor", { email: asked.order.email });
      await at.away("supervisor", "admin", now(), now() + day);
      expect(await at.codeOf(at.approve(asked, "admin"))).to.equal("not_your_turn");
    });
  });

  describe("who may no longer, may not", () => {
    it("as who was shut out, or asked less since", async () => {
      const asked = await at.ask([supervisor]);
      await setPerson("supervisor", { role: "agent" });
      expect(await at.codeOf(at.approve(asked, "supervisor"))).to.equal("not_your_turn");
      await setPerson("supervisor", { role: "supervisor", isActive: false });
      expect(await at.codeOf(at.approve(asked, "supervisor"))).to.equal("signed_out");
    });

    it("as who stood in for a supervisor and is none any more", async () => {
      const asked = await at.ask([at.person("admin")]);
      await at.away("admin", "supervisor", now(), now() + day);
      await setPerson("supervisor", { role: "agent" });
      expect(await at.codeOf(at.approve(asked, "supervisor"))).to.equal("not_your_turn");
      expect(await at.cards("supervisor")).to.deep.equal([]);
      await setPerson("supervisor", { role: "supervisor" });
      await at.approve(asked, "supervisor");
      expect(await at.stateOf(asked)).to.equal("granted");
    });

    it("nor in the place of who was", async () => {
      const asked = await at.ask([at.person("supervisor")]);
      await at.away("supervisor", "admin", now(), now() + day);
      await setPerson("supervisor", { isActive: false });
      expect(await at.codeOf(at.approve(asked, "admin"))).to.equal("not_your_turn");
    });
  });

  describe("when what was approved is tried again", () => {
    async function failed(who: "agent" | "supervisor", more: object = {}): Promise<Request> {
      const asked = await at.ask([admin], who);
      await at.approve(asked, "admin", more);
      at.merchant.next(behave.fails);
      await at.work();
      expect(await at.stateOf(asked)).to.equal("failed");
      return asked;
    }
    const retry = ({ remedyId }: Request, who: "agent" | "supervisor" | "admin") =>
      at.as(who, "remedy.retry", { remedyId });

    it("not by who asked, nor by who stands or stood in for them", async () => {
      const asked = await failed("supervisor");
      expect(await at.codeOf(retry(asked, "supervisor"))).to.equal("own_request");
      await at.away("supervisor", "admin", now(), now() + day);
      expect(await at.codeOf(retry(asked, "admin"))).to.equal("own_request");
      await at.as("supervisor", "person.name-delegate", { absence: null });
      await retry(asked, "admin");
      expect(await at.stateOf(asked)).to.equal("granted");
    });

    it("not by an agent, nor by who is paid", async () => {
      const asked = await failed("agent");
      expect(await at.codeOf(retry(asked, "agent"))).to.equal("not_allowed");
      await setPerson("supervisor", { email: asked.order.email });
      expect(await at.codeOf(retry(asked, "supervisor"))).to.equal("own_request");
    });

    it("not to another payee than was approved", async () => {
      const asked = await failed("agent");
      await at.house.save(update(orders, { id: asked.order.id }, { email: "thief@mail.example" }));
      expect(await at.codeOf(retry(asked, "supervisor"))).to.equal("request_changed");
    });

    it("with the amount that the approver named", async () => {
      const asked = await failed("agent", { otherAmountMinor: 7000 });
      await retry(asked, "supervisor");
      await at.work();
      expect((await at.order(asked.order.id)).refundedMinor).to.equal(7000);
    });
  });

  it("names no other amount of their own request either", async () => {
    const asked = await at.ask([supervisor], "supervisor");
    const other = at.approve(asked, "supervisor", { otherAmountMinor: 1 });
    expect(await at.codeOf(other)).to.equal("own_request");
  });

  it("grants nothing to themselves, and asks for nothing", async () => {
    const asked = await at.ask([supervisor]);
    await setPerson("agent", { email: asked.order.email });
    const request = { ...refundOf(asked, 1) };
    expect(await at.codeOf(at.as("agent", "remedy.grant", { request }))).to.equal("own_request");
    const because = "It is mine";
    expect(await at.codeOf(at.as("agent", "remedy.request", { request, because }))).to.equal("own_request");
  });
});
