import { expect } from "chai";
import { policyRead } from "../../backend/authority/policy-read.ts";
import { readPolicyFor } from "../../backend/authority/queries.ts";
import { readShadowDecisions } from "../../backend/authority/read-shadow.ts";
import { canaryPlace, readRelease, versionFor } from "../../backend/authority/releases.ts";
import { readWorkbench } from "../../backend/authority/workbench.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { newId } from "../../backend/core/ids.ts";
import { toStaff } from "../../backend/core/notices.ts";
import { refusalOf } from "../support/executor.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import { type ActorName, agentCapMinor } from "../support/shop-scene.ts";
import { openTicket, refundOf, runAs } from "../support/situations.ts";

type Released = { version: number; isWaiting: boolean; proposalId: string | null };
type Saved = { draftId: string; revision: number };

const system = { kind: "system" } as const;

describe("the life of a policy", () => {
  let at: RemedyScene;
  let storefrontId: string;
  beforeEach(async () => {
    at = await createRemedyScene();
    ({ storefrontId } = at.scene);
  });
  afterEach(() => at.close());

  const workbench = () => readWorkbench.read(at.house.reader, { storefrontId }, system, at.house.clock.now());
  const revision = async () => (await readRelease(at.house.reader, storefrontId)).revision;
  const live = async () =>
    (await policyRead.read(at.house.reader, { storefrontId }, system, at.house.clock.now())).version;

  /** The scene's rules with another cap for agents' refunds. */
  const capped = (capMinor: number): PolicyRule[] =>
    at.scene.rules.map((rule) =>
      rule.roles.includes("agent") && rule.remedy === "refund"
        ? { ...rule, perOrder: { CNY: capMinor } }
        : rule,
    );
  const save = (rules: PolicyRule[], more: object = {}, who: ActorName = "supervisor") =>
    at.as<Saved>(who, "policy.save-draft", {
      storefrontId,
      draftId: null,
      revision: 0,
      name: "Peak",
      basedOn: 1,
      rules,
      ...more,
    });
  const release = async (draft: Saved, stage: string, more: object = {}, who: ActorName = "supervisor") =>
    at.as<Released>(who, "policy.release", {
      storefrontId,
      revision: await revision(),
      stage,
      of: { kind: "draft", ...draft },
      ...more,
    });
  const publish = async (rules: PolicyRule[], who: ActorName = "supervisor") =>
    at.as<Released>(who, "policy.publish", { storefrontId, basedOn: await live(), rules });
  const rollBack = async (more: object = {}) =>
    at.as<{ version: number }>("supervisor", "policy.roll-back", {
      storefrontId,
      revision: await revision(),
      ...more,
    });
  const settings = async (needsSecond: boolean, who: ActorName = "supervisor") =>
    at.as<{ isWaiting: boolean }>(who, "policy.settings", {
      storefrontId,
      revision: await revision(),
      needsSecond,
      remindAfterMinutes: 60,
      escalateAfterMinutes: 120,
    });
  const grant = async (amountMinor: number) =>
    at.as("agent", "remedy.grant", { request: refundOf(await openTicket(at.scene), amountMinor) });
  const versionOf = async (personId: string) =>
    (await readPolicyFor(at.house.reader, storefrontId, personId)).policy.version;

  describe("a draft", () => {
    it("tells the second of two who edit it who was quicker and when, and overwrites nothing", async () => {
      const draft = await save(capped(6000));
      expect(draft.revision).to.equal(1);
      at.house.clock.advance(1000);
      await save(capped(7000), draft, "admin");
      const late = await refusalOf(save(capped(8000), draft));
      expect(late.code).to.equal("changed_meanwhile");
      expect(late.details).to.deep.equal({
        by: at.scene.people.admin.person.name,
        at: at.house.clock.now(),
      });
      const [kept] = (await workbench()).drafts;
      expect(kept).to.deep.include({ revision: 2, rules: capped(7000) });
    });

    it("is saved once when two save it at the same moment", async () => {
      const draft = await save(capped(6000));
      const both = await Promise.allSettled([save(capped(7000), draft), save(capped(8000), draft, "admin")]);
      const refused = both.filter((each) => each.status === "rejected");
      expect(refused.map((each) => each.reason.code)).to.deep.equal(["changed_meanwhile"]);
      expect((await workbench()).drafts[0]?.revision).to.equal(2);
    });

    it("may hold problems, and is refused with them when it is released", async () => {
      const broken = await save([...capped(6000), ...capped(6000)]);
      expect((await refusalOf(release(broken, "live"))).code).to.equal("policy_problem");
      expect(await live()).to.equal(1);
    });

    it("is released as it was seen, and is gone when it is in force", async () => {
      const draft = await save(capped(6000));
      await save(capped(7000), draft);
      expect((await refusalOf(release(draft, "live"))).code).to.equal("changed_meanwhile");
      await release({ ...draft, revision: 2 }, "live");
      expect(await live()).to.equal(2);
      expect((await workbench()).drafts).to.deep.equal([]);
    });

    it("is discarded, and is not found at another storefront", async () => {
      const draft = await save(capped(6000));
      const { storefrontId: elsewhere } = await at.house.makeStorefront();
      const taken = save(capped(1), { ...draft, storefrontId: elsewhere });
      expect((await refusalOf(taken)).code).to.equal("not_found");
      await at.as("admin", "policy.discard-draft", draft);
      expect((await workbench()).drafts).to.deep.equal([]);
    });
  });

  describe("a release", () => {
    it("is refused for who looked before another released", async () => {
      const draft = await save(capped(6000));
      await publish(capped(7000));
      const late = at.as("supervisor", "policy.release", {
        storefrontId,
        revision: 0,
        stage: "live",
        of: { kind: "draft", ...draft },
      });
      expect((await refusalOf(late)).details).to.include({ by: at.scene.people.supervisor.person.name });
    });

    it("lets one of several who release at the same moment win", async () => {
      const results = await Promise.allSettled([1, 2, 3, 4].map((n) => publish(capped(6000 + n))));
      expect(results.filter(({ status }) => status === "fulfilled")).to.have.lengthOf(1);
      expect(await live()).to.equal(2);
    });

    it("as a canary fixes each person to one version, by name or by a share of all", async () => {
      const { agent } = at.scene.people;
      const { version } = await release(await save(capped(9000)), "canary", { personIds: [agent.personId] });
      expect(await versionOf(agent.personId)).to.equal(version);
      expect(await versionOf(newId())).to.equal(1);
      await grant(9000);
      expect(at.house.notices).to.deep.include(toStaff(`policy:${storefrontId}`));
      await rollBack({ stage: "canary" });
      expect((await refusalOf(grant(9000))).code).to.equal("approval_required");
    });

    it("moves nobody but those whom a greater share adds", () => {
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
      const { version } = await release(await save(capped(100)), "shadow");
      await grant(5000);
      await grant(100);
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
      const { version } = await release(await save(capped(6000)), "shadow");
      const of = { kind: "version", version };
      const next = async (stage: string) =>
        at.as<Released>("supervisor", "policy.release", {
          storefrontId,
          revision: await revision(),
          stage,
          of,
          share: 10,
        });
      await next("canary");
      expect((await workbench()).shadow).to.equal(null);
      await next("live");
      const bench = await workbench();
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
      await publish(capped(6000));
      await publish(capped(7000));
      at.house.notices.length = 0;
      expect(await rollBack()).to.deep.equal({ version: 2 });
      expect(at.house.notices).to.deep.equal([toStaff(`policy:${storefrontId}`)]);
      expect(await rollBack()).to.deep.equal({ version: 1 });
      expect((await refusalOf(rollBack())).code).to.equal("nothing_before");
      expect((await refusalOf(grant(6000))).code).to.equal("approval_required");
      expect((await publish(capped(8000))).version).to.equal(4);
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
      await publish(capped(9000));
      const under = await ask();
      await rollBack({ recallRequests: true });
      await at.work();
      expect((await at.remedy(before.remedyId)).state).to.equal("awaiting_approval");
      expect((await at.remedy(under.remedyId)).state).to.equal("recalled");
      expect((await at.kinds(under.ticketId)).at(-1)).to.equal("remedy.recalled");
      expect((await at.ticket(under.ticketId)).pendingApprovals).to.equal(0);
    });

    it("recalls nothing unless it is asked to", async () => {
      await publish(capped(9000));
      const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.request", {
        request: refundOf(await openTicket(at.scene), 15_000),
        because: "All broken",
      });
      await rollBack();
      await at.work();
      const { hash, state } = await at.remedy(remedyId);
      expect(state).to.equal("awaiting_approval");
      await at.as("supervisor", "remedy.approve", { remedyId, hash });
    });
  });

  describe("a second supervisor", () => {
    it("has to agree to what widens, and is another person; what narrows goes at once", async () => {
      await settings(true);
      expect(await publish(capped(4000))).to.deep.include({ isWaiting: false });
      const wide = await publish(capped(6000));
      expect(wide).to.deep.include({ version: 3, isWaiting: true });
      expect(await live()).to.equal(2);
      expect((await workbench()).proposal).to.deep.include({
        version: 3,
        stage: "live",
        rules: capped(6000),
      });
      const confirm = (who: ActorName) =>
        at.as(who, "policy.confirm", { storefrontId, proposalId: wide.proposalId });
      expect((await refusalOf(confirm("supervisor"))).code).to.equal("own_request");
      await confirm("admin");
      expect(await live()).to.equal(3);
      expect((await refusalOf(confirm("admin"))).code).to.equal("changed_meanwhile");
      await grant(6000);
    });

    it("agrees to a canary too, but never has to for a shadow", async () => {
      await settings(true);
      const draft = await save(capped(9000));
      expect((await release(draft, "shadow")).isWaiting).to.equal(false);
      const canary = await release(draft, "canary", { share: 100 });
      expect(canary.isWaiting).to.equal(true);
      expect((await refusalOf(grant(9000))).code).to.equal("approval_required");
      await at.as("admin", "policy.confirm", { storefrontId, proposalId: canary.proposalId });
      await grant(9000);
    });

    it("agrees to what was proposed, and to nothing that has changed since", async () => {
      await settings(true);
      const wide = await publish(capped(6000));
      await publish(capped(4000));
      const confirm = at.as("admin", "policy.confirm", { storefrontId, proposalId: wide.proposalId });
      expect((await refusalOf(confirm)).code).to.equal("changed_meanwhile");
      expect((await workbench()).proposal).to.equal(null);
    });

    it("turns it down, and nothing has changed", async () => {
      await settings(true);
      const { proposalId } = await publish(capped(6000));
      await at.as("admin", "policy.dismiss", { storefrontId, proposalId });
      expect((await workbench()).proposal).to.equal(null);
      expect(await live()).to.equal(1);
    });

    it("is not done without by one alone", async () => {
      await settings(true);
      expect(await settings(false)).to.deep.equal({ isWaiting: true });
      const { proposal, settings: still } = await workbench();
      expect(still.needsSecond).to.equal(true);
      const lift = { storefrontId, proposalId: proposal?.proposalId };
      expect((await refusalOf(at.as("supervisor", "policy.confirm", lift))).code).to.equal("own_request");
      await at.as("admin", "policy.confirm", lift);
      expect((await workbench()).settings.needsSecond).to.equal(false);
    });

    it("agrees once when two of them do at the same moment", async () => {
      await settings(true);
      const { proposalId } = await publish(capped(6000));
      const { caller } = await at.house.makePerson("admin");
      const other = { ...at.scene, callers: { ...at.scene.callers, admin: caller } };
      const both = await Promise.allSettled([
        at.as("admin", "policy.confirm", { storefrontId, proposalId }),
        runAs(other, "admin", "policy.confirm", { storefrontId, proposalId }),
      ]);
      expect(both.filter(({ status }) => status === "rejected")).to.have.lengthOf(1);
      expect(await live()).to.equal(2);
    });
  });
});
