import { policyRead } from "../../backend/authority/policy-read.ts";
import { readPolicyFor } from "../../backend/authority/queries.ts";
import { readRelease } from "../../backend/authority/releases.ts";
import { readWorkbench } from "../../backend/authority/workbench.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import type { RemedyScene } from "./remedy-scene.ts";
import type { ActorName } from "./shop-scene.ts";
import { openTicket, refundOf } from "./situations.ts";

type Released = { version: number; isWaiting: boolean; proposalId: string | null };
type Saved = { draftId: string; revision: number };

const system = { kind: "system" } as const;

/** What supervisors do with the limits of a scene's shop. */
export function policyActs(at: RemedyScene) {
  const { storefrontId } = at.scene;
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
  return {
    storefrontId,
    workbench,
    revision,
    live,
    capped,
    save,
    release,
    publish,
    rollBack,
    settings,
    grant,
    versionOf,
  };
}
