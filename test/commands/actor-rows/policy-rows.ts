import { readPolicy } from "../../../backend/authority/queries.ts";
import { readRelease } from "../../../backend/authority/releases.ts";
import type { ShopScene } from "../../support/shop-scene.ts";
import { runAs } from "../../support/situations.ts";
import { leads, type Row, row } from "./row.ts";

const leadsOnly = { done: leads } as const;

/** What is live, and the releases' revision, of a storefront that many rows have changed by now. */
async function released(scene: ShopScene) {
  const { storefrontId } = scene;
  const live = await readPolicy(scene.house.reader, storefrontId);
  const { revision } = await readRelease(scene.house.reader, storefrontId);
  return { storefrontId, revision, version: live?.version ?? 0, rules: live?.rules ?? scene.rules };
}

const named = { name: "Peak season", note: "", rules: [] };

async function drafted(scene: ShopScene) {
  const { storefrontId, rules } = scene;
  const input = { ...named, storefrontId, draftId: null, revision: 0, rules };
  const draft = await runAs<{ draftId: string; revision: number }>(
    scene,
    "admin",
    "policy.save-draft",
    input,
  );
  return { ...(await released(scene)), draft };
}

/** By an admin, who is not among those who then confirm. */
async function proposed(scene: ShopScene) {
  const { person, caller } = await scene.house.makePerson("admin");
  const run = <A>(name: string, input: object) =>
    runAs<A>({ ...scene, callers: { ...scene.callers, admin: caller } }, "admin", name, input);
  const before = await released(scene);
  const settings = { needsSecond: true, remindAfterMinutes: 60, escalateAfterMinutes: 60 };
  const { storefrontId, revision } = before;
  await run("policy.settings", { storefrontId, revision, ...settings });
  const lifted = { storefrontId, revision: revision + 1, ...settings, needsSecond: false };
  await run("policy.settings", lifted);
  const { proposal } = await readRelease(scene.house.reader, storefrontId);
  return { storefrontId, proposalId: proposal?.id, person };
}

export const policyRows: Row[] = [
  row("policy.publish", leadsOnly, released, ({ storefrontId, version, rules }) => ({
    storefrontId,
    basedOn: version,
    rules,
  })),
  row("policy.save-draft", leadsOnly, drafted, ({ storefrontId, draft }) => ({
    ...named,
    ...draft,
    storefrontId,
  })),
  row("policy.discard-draft", leadsOnly, drafted, ({ draft }) => draft),
  row("policy.release", leadsOnly, drafted, ({ storefrontId, revision, draft }) => ({
    storefrontId,
    revision,
    stage: "shadow",
    of: { kind: "draft", ...draft },
  })),
  row(
    "policy.roll-back",
    leadsOnly,
    async (scene) => {
      const { storefrontId, version, rules } = await released(scene);
      await runAs(scene, "admin", "policy.publish", { storefrontId, basedOn: version, rules });
      return released(scene);
    },
    ({ storefrontId, revision }) => ({ storefrontId, revision }),
  ),
  row("policy.settings", leadsOnly, released, ({ storefrontId, revision }) => ({
    storefrontId,
    revision,
    needsSecond: false,
    remindAfterMinutes: 60,
    escalateAfterMinutes: 120,
  })),
  row("policy.confirm", leadsOnly, proposed, ({ storefrontId, proposalId }) => ({
    storefrontId,
    proposalId,
  })),
  row("policy.dismiss", leadsOnly, proposed, ({ storefrontId, proposalId }) => ({
    storefrontId,
    proposalId,
  })),
];
