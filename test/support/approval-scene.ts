import type { Approver } from "../../backend/contract/policy.ts";
import type { ApprovalCard } from "../../backend/contract/queries/console.ts";
import type { Caller, PersonActor } from "../../backend/core/actor.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { approvals } from "../../backend/remedies/approval-table.ts";
import { readApprovals } from "../../backend/remedies/read-approvals.ts";
import { commandOf } from "./command-of.ts";
import { refusalOf } from "./executor.ts";
import { ruleOf } from "./policies.ts";
import { createRemedyScene } from "./remedy-scene.ts";
import type { ActorName } from "./shop-scene.ts";
import { openTicket, refundOf, type Situation } from "./situations.ts";

export type Request = Situation & { remedyId: string };
export type ApprovalScene = Awaited<ReturnType<typeof createApprovalScene>>;

export const askedMinor = 8000;
export const supervisor: Approver = { kind: "role", role: "supervisor" };
export const admin: Approver = { kind: "role", role: "admin" };

/** A shop in which whatever is refunded goes along a chain of approvals, and what its tests do with a request. */
export async function createApprovalScene() {
  const at = await createRemedyScene();
  const { house, scene } = at;
  const personOf = (who: "agent" | "supervisor" | "admin" | "invited" | "uninvited") => scene.people[who];

  return {
    ...at,
    personOf,
    person: (who: Parameters<typeof personOf>[0]): Approver => ({
      kind: "person",
      personId: personOf(who).personId,
    }),
    quality: (): Approver => ({ kind: "department", departmentId: scene.quality.id }),
    /** Asks for a refund whose rule names these approvers. */
    async ask(chain: Approver[], who: ActorName = "agent"): Promise<Request> {
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
      await at.publish([...scene.rules, rule]);
      const situation = await openTicket(scene);
      const asked = await at.as<{ remedyId: string }>(who, "remedy.request", {
        request: refundOf(situation, askedMinor),
        because: "All of it is broken",
      });
      return { ...situation, ...asked };
    },
    approve: async ({ remedyId }: Request, who: ActorName, more: object = {}) =>
      at.as(who, "remedy.approve", { remedyId, hash: (await at.remedy(remedyId)).hash, ...more }),
    /** As somebody beside the scene's people. */
    asCaller: (caller: Caller, name: string, input: unknown) => house.run(commandOf(name), input, caller),
    approvalOf: async ({ remedyId }: Request) => {
      const row = await house.reader.one(approvals, { id: remedyId });
      if (row === null) throw new Error("nothing was asked");
      return row;
    },
    codeOf: async (work: Promise<unknown>) => (await refusalOf(work)).code,
    stateOf: async ({ remedyId }: Request) => (await at.remedy(remedyId)).state,
    async cards(who: ActorName): Promise<ApprovalCard[]> {
      const now = house.clock.now();
      const [actor] = await loadActors(house.reader, [scene.callers[who]], now);
      return (await readApprovals.read(house.reader, {}, actor as PersonActor, now)).approvals;
    },
    away: (who: ActorName, delegate: ActorName, from: number, until: number) => {
      const { personId: delegateId } = personOf(delegate as "admin");
      return at.as(who, "person.name-delegate", { absence: { delegateId, from, until } });
    },
  };
}
