import type { ReleaseStage } from "../../../backend/contract/commands/policies.ts";
import type { Workbench } from "../../../backend/contract/queries/policies.ts";
import { useLanguage } from "../../text/language.tsx";
import { told, useCommand } from "../../wire/use-command.ts";

export type Releasable =
  | { kind: "draft"; draftId: string; revision: number }
  | { kind: "version"; version: number };

export interface Canary {
  personIds: string[];
  share: number;
}

export type ReleaseDesk = ReturnType<typeof useRelease>;

/** What can be done with versions; all of it is refused when somebody else has released something meanwhile. */
export function useRelease({ storefrontId, revision }: Pick<Workbench, "storefrontId" | "revision">) {
  const { t } = useLanguage();
  const { run, isRunning } = useCommand();
  const say = t.workbench.release;
  return {
    isRunning,
    async release(of: Releasable, stage: ReleaseStage, { personIds, share }: Canary): Promise<boolean> {
      const answered = await run("policy.release", {
        storefrontId,
        revision,
        stage,
        of,
        personIds: stage === "canary" ? personIds : [],
        share: stage === "canary" ? share : 0,
      });
      if (!answered.ok) return false;
      told(answered.answer.isWaiting ? say.waitsForSecond : say.done[stage](answered.answer.version));
      return true;
    },
    async rollBack(stage: ReleaseStage, recallRequests: boolean): Promise<boolean> {
      const answered = await run("policy.roll-back", { storefrontId, revision, stage, recallRequests });
      if (answered.ok) told(say.rolledBack(answered.answer.version));
      return answered.ok;
    },
    async confirm(proposalId: string) {
      const answered = await run("policy.confirm", { storefrontId, proposalId });
      if (answered.ok) told(say.confirmed(answered.answer.version));
    },
    async dismiss(proposalId: string) {
      await run("policy.dismiss", { storefrontId, proposalId });
    },
    async settings(next: Workbench["settings"]): Promise<boolean> {
      const answered = await run("policy.settings", { storefrontId, revision, ...next });
      if (answered.ok) told(answered.answer.isWaiting ? say.waitsForSecond : say.settingsSaved);
      return answered.ok;
    },
  };
}
