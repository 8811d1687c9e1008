import { expect } from "chai";
import { readShadowDecisions } from "../../backend/authority/read-shadow.ts";
import { canaryPlace, versionFor } from "../../backend/authority/releases.ts";
import { findPolicyProblems } from "../../backend/contract/policy-problems.ts";
import { newId } from "../../backend/core/ids.ts";
import { toStaff } from "../../backend/core/notices.ts";
import { refusalOf } from "../support/executor.ts";
import { policyActs } from "../support/policy-acts.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import { agentCapMinor } from "../support/shop-scene.ts";
import { openTicket, refundOf } from "../support/situations.ts";

type Released = { version: number };

const system = { kind: "system" } as const;

describe("the life of a policy", () => {
  let at: RemedyScene;
  let acts: ReturnType<typeof policyActs>;
  beforeEach(async () => {
    at = await createRemedyScene();
    acts = policyActs(at);
  });
  afterEach(() => at.close());

  describe("a draft", () => {
    it("tells the second of two who edit it who was quicker and when, and overwrites nothing", async () => {
      const draft = await acts.save(acts.capped(6000));
      expect(draft.revision).to.equal(1);
      at.house.clock.advance(1000);
      await acts.save(acts.capped(7000), draft, "admin");
      const late = await refusalOf(acts.save(acts.capped(8000), draft));
      expect(late.code).to.equal("changed_meanwhile");
      expect(late.details).to.deep.equal({
        by: at.scene.people.admin.person.name,
        at: at.house.clock.now(),
      });
      const [kept] = (await acts.workbench()).drafts;
      expect(kept).to.deep.include({ revision: 2, rules: acts.capped(7000) });
    });

    it("is saved once when two save it at the same moment", async () => {
      const draft = await acts.save(acts.capped(6000));
      const both = await Promise.allSettled([
        acts.save(acts.capped(7000), draft),
        acts.save(acts.capped(8000), draft, "admin"),
      ]);
      const refused = both.filter((each) => each.status === "rejected");
      expect(refused.map((each) => each.reason.code)).to.deep.equal(["changed_meanwhile"]);
      expect((await acts.workbench()).drafts[0]?.revision).to.equal(2);
    });

    it("stays on the version it was begun on until it is held against another", async () => {
      const draft = await acts.save(acts.capped(6000));
      await acts.publish(acts.capped(7000));
      const again = await acts.save(acts.capped(8000), { ...draft, basedOn: undefined });
      expect((await acts.workbench()).drafts[0]).to.include({ basedOn: 1 });
      await acts.save(acts.capped(8000), { ...again, basedOn: 2 });
      expect((await acts.workbench()).drafts[0]).to.include({ basedOn: 2 });
    });

    it("may hold problems, and is refused with them when it is released", async () => {
      const broken = await acts.save([...acts.capped(6000), ...acts.capped(6000)]);
      expect((await refusalOf(acts.release(broken, "live"))).code).to.equal("policy_problem");
      expect(await acts.live()).to.equal(1);
    });

    it("that locks every approver out is marked as such before it is refused", async () => {
      const nobody = { kind: "department" as const, departmentId: newId() };
      const rules = acts
        .capped(6000)
        .map((rule) => ({ ...rule, perOrder: {}, effect: { kind: "approval" as const, chain: [nobody] } }));
      const { staff } = await acts.workbench();
      expect(findPolicyProblems(rules, staff).map(({ code }) => code)).to.include("no_approver");
      expect((await refusalOf(acts.release(await acts.save(rules), "live"))).code).to.equal("policy_problem");
    });

    it("is released as it was seen, and is gone when it is in force", async () => {
      const draft = await acts.save(acts.capped(6000));
      await acts.save(acts.capped(7000), draft);
      expect((await refusalOf(acts.release(draft, "live"))).code).to.equal("changed_meanwhile");
      await acts.release({ ...draft, revision: 2 }, "live");
      expect(await acts.live()).to.equal(2);
      expect((await acts.workbench()).drafts).to.deep.equal([]);
    });

    it("is discarded, and is not found at another storefront", async () => {
      const draft = await acts.save(acts.capped(6000));
      const { storefrontId: elsewhere } = await at.house.makeStorefront();
      const taken = acts.save(acts.capped(1), { ...draft, storefrontId: elsewhere });
      expect((await refusalOf(taken)).code).to.equal("not_found");
      await at.as("admin", "policy.discard-draft", draft);
      expect((await acts.workbench()).drafts).to.deep.equal([]);
    });
  });

  describe("a release", () => {
    it("is refused for who looked before another released", async () => {
      const { storefrontId } = acts;
      const draft = await acts.save(acts.capped(6000));
      await acts.publish(acts.capped(7000));
      const late = at.as("supervisor", "policy.release", {
        storefrontId,
        revision: 0,
        stage: "live",
        of: { kind: "draft", ...draft },
      });
      expect((await refusalOf(late)).details).to.include({ by: at.scene.people.supervisor.person.name });
    });

    it("lets one of several who release at the same moment win", async () => {
      const results = await Promise.allSettled([1, 2, 3, 4].map((n) => acts.publish(acts.capped(6000 + n))));
      expect(results.filter(({ status }) => status === "fulfilled")).to.have.lengthOf(1);
      expect(await acts.live()).to.equal(2);
    });

    it("as a canary fixes each person to one version, by name or by a share of all", async () => {
      const { storefrontId } = acts;
      const { agent } = at.scene.people;
      const { version } = await acts.release(await acts.save(acts.capped(9000)), "canary", {
        personIds: [agent.personId],
      });
      expect(await acts.versionOf(agent.personId)).to.equal(version);
      expect(await acts.versionOf(newId())).to.equal(1);
      await acts.grant(9000);
      expect(at.house.notices).to.deep.include(toStaff(`policy:${storefrontId}`));
      await acts.rollBack({ stage: "canary" });
      expect((await refusalOf(acts.grant(9000))).code).to.equal("approval_required");
    });

    it("moves nobody but those whom a greater share adds", () => {
      const { storefrontId } = acts;
      const people = Array.from({ length: 400 }, () => newId());
      const inside = (share: number) =>
        people.filter(
          (personId) =>
            versionFor(
              { id: storefrontId, liveVersion: 1, canaryVersion: 2, canaryPersonIds: [], canaryShare: share },
              personId,
            ) === 2,
        );
      expect(inside(0)).to.deep.equal([]);
      expect(inside(100)).to.deep.equal(people);
      expect(inside(30)).to.include.members(inside(20));
      expect(inside(30).length).to.be.within(80, 160);
      for (const id of people) expect(canaryPlace(storefrontId, id)).to.equal(canaryPlace(storefrontId, id));
    });

    it("in the shadow decides beside the live one in the same commit, and changes nothing", async () => {
      const { storefrontId } = acts;
      const { version } = await acts.release(await acts.save(acts.capped(100)), "shadow");
      await acts.grant(5000);
      await acts.grant(100);
      await at.as("agent", "remedy.request", {
        request: refundOf(await openTicket(at.scene), agentCapMinor + 1),
        because: "Both are broken",
      });
      const seen = await readShadowDecisions.read(at.house.reader, { storefrontId, version }, system, 0);
      expect(seen).to.deep.include({ decisions: 3, differences: 1, looser: 0, tighter: 1 });
      const [only] = seen.cases;
      expect(only).to.deep.include({ amountMinor: 5000, remedy: "refund" });
      expect(only?.live).to.deep.include({ version: 1, answer: "grant" });
      expect(only?.shadow.answer).to.equal("approval");
      expect(only?.shadow.obstacles.map(({ dimension }) => dimension)).to.include("order_cap");
    });

    it("from the shadow goes on as the very version that was tried", async () => {
      const { storefrontId } = acts;
      const { version } = await acts.release(await acts.save(acts.capped(6000)), "shadow");
      const of = { kind: "version", version };
      const next = async (stage: string) =>
        at.as<Released>("supervisor", "policy.release", {
          storefrontId,
          revision: await acts.revision(),
          stage,
          of,
          share: 10,
        });
      await next("canary");
      expect((await acts.workbench()).shadow).to.equal(null);
      await next("live");
      const bench = await acts.workbench();
      expect(bench.live.version).to.equal(version);
      expect(bench.canary).to.equal(null);
      expect((await refusalOf(next("canary"))).code).to.equal("already_live");
      expect(bench.events.map(({ kind, stage }) => `${kind} ${stage}`)).to.deep.equal([
        "released live",
        "released canary",
        "released shadow",
      ]);
    });
  });

  describe("rolling back", () => {
    it("puts the version before in force again, step by step, and tells the consoles", async () => {
      const { storefrontId } = acts;
      await acts.publish(acts.capped(6000));
      await acts.publish(acts.capped(7000));
      at.house.notices.length = 0;
      expect(await acts.rollBack()).to.deep.equal({ version: 2 });
      expect(at.house.notices).to.deep.equal([toStaff(`policy:${storefrontId}`)]);
      expect(await acts.rollBack()).to.deep.equal({ version: 1 });
      expect((await refusalOf(acts.rollBack())).code).to.equal("nothing_before");
      expect((await refusalOf(acts.grant(6000))).code).to.equal("approval_required");
      expect((await acts.publish(acts.capped(8000))).version).to.equal(4);
      const made = (await acts.workbench()).versions.map(
        ({ version, basedOn }) => `${version} on ${basedOn}`,
      );
      expect(made).to.deep.equal(["4 on 1", "3 on 2", "2 on 1", "1 on 0"]);
    });

    it("recalls what waits under the withdrawn version if it is asked to, and tells the asker", async () => {
      const ask = async () => {
        const situation = await openTicket(at.scene);
        const asked = await at.as<{ remedyId: string }>("agent", "remedy.request", {
          request: refundOf(situation, 15_000),
          because: "All broken",
        });
        return { ...situation, ...asked };
      };
      const before = await ask();
      await acts.publish(acts.capped(9000));
      const under = await ask();
      await acts.rollBack({ recallRequests: true });
      await at.work();
      expect((await at.remedy(before.remedyId)).state).to.equal("awaiting_approval");
      expect((await at.remedy(under.remedyId)).state).to.equal("recalled");
      expect((await at.kinds(under.ticketId)).at(-1)).to.equal("remedy.recalled");
      expect((await at.ticket(under.ticketId)).pendingApprovals).to.equal(0);
    });

    it("recalls nothing unless it is asked to", async () => {
      await acts.publish(acts.capped(9000));
      const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.request", {
        request: refundOf(await openTicket(at.scene), 15_000),
        because: "All broken",
      });
      await acts.rollBack();
      await at.work();
      const { hash, state } = await at.remedy(remedyId);
      expect(state).to.equal("awaiting_approval");
      await at.as("supervisor", "remedy.approve", { remedyId, hash });
    });
  });
});
