import type { ReleaseStage } from "../../../backend/contract/commands/policies.ts";
import type { Workbench } from "../../../backend/contract/queries/policies.ts";
import { useLanguage } from "../../text/language.tsx";
import type { DraftDesk } from "../draft/use-draft.ts";
import type { RuleWords } from "../rules/in-words.ts";
import { ReleaseDialog } from "./release-dialog.tsx";
import { RollBackDialog } from "./roll-back-dialog.tsx";
import type { Canary, ReleaseDesk } from "./use-release.ts";

/** What is to be released: what is open on the bench, or a version that is on trial already. */
export type Releasing = { kind: "draft" } | { kind: "version"; version: number };

interface Props {
  bench: Workbench;
  draft: DraftDesk;
  desk: ReleaseDesk;
  releasing: Releasing | null;
  takingBack: ReleaseStage | null;
  words: RuleWords;
  currencies: string[];
  isReplayed: boolean;
  onShowReplay(): void;
  onClose(): void;
}

export function ReleaseDialogs(props: Props) {
  const { bench, draft, desk, releasing, takingBack, words, currencies, isReplayed, ...acts } = props;
  const { onShowReplay, onClose } = acts;
  const { t } = useLanguage();
  const say = t.workbench.release;
  const common = { bench, desk, words, currencies, onClose };

  /** What is released is what is saved. */
  async function releaseDraft(stage: ReleaseStage, canary: Canary): Promise<boolean> {
    const saved = draft.isDirty ? await draft.save() : draft.open;
    if (saved === null || saved.draftId === null) return false;
    const { draftId, revision } = saved;
    const isDone = await desk.release({ kind: "draft", draftId, revision }, stage, canary);
    if (isDone) draft.close();
    return isDone;
  }
  if (takingBack !== null) return <RollBackDialog {...common} stage={takingBack} />;
  if (releasing === null) return null;
  if (releasing.kind === "draft") {
    return (
      <ReleaseDialog
        {...common}
        title={say.title(draft.open?.name ?? "")}
        rules={draft.rules}
        isReplayed={isReplayed}
        onShowReplay={onShowReplay}
        onRelease={releaseDraft}
      />
    );
  }
  const { version } = releasing;
  const rules = [bench.shadow, bench.canary].find((each) => each?.version === version)?.rules;
  if (rules === undefined) return null;
  return (
    <ReleaseDialog
      {...common}
      title={say.title(say.version(version))}
      rules={rules}
      isReplayed
      onShowReplay={null}
      onRelease={(stage, canary) => desk.release({ kind: "version", version }, stage, canary)}
    />
  );
}
