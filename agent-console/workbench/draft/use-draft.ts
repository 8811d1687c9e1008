import { useState } from "react";
import type { PolicyRule } from "../../../backend/contract/policy.ts";
import type { Workbench } from "../../../backend/contract/queries/policies.ts";
import { useLanguage } from "../../text/language.tsx";
import { told, useCommand } from "../../wire/use-command.ts";
import { begin, isDirty, type OpenDraft, openSaved, standingOf } from "./open-draft.ts";

/** Open drafts outlive a look at another page of the console, by storefront. */
const kept = new Map<string, OpenDraft>();

export type DraftDesk = ReturnType<typeof useDraft>;

/** What one is changing: begun by the first change, saved by name, never lost by what others do. */
export function useDraft(bench: Workbench) {
  const { t, moment } = useLanguage();
  const { storefrontId, live } = bench;
  const [open, setOpen] = useState<OpenDraft | null>(() => kept.get(storefrontId) ?? null);
  const { run, isRunning } = useCommand();

  function put(next: OpenDraft | null) {
    if (next === null) kept.delete(storefrontId);
    else kept.set(storefrontId, next);
    setOpen(next);
  }
  const nameNow = () => t.workbench.draft.newName(moment(Date.now()));

  async function save(draft: OpenDraft): Promise<OpenDraft | null> {
    const { draftId, revision, note, basedOn, rules } = draft;
    const name = draft.name.trim() === "" ? nameNow() : draft.name.trim();
    const answered = await run("policy.save-draft", {
      storefrontId,
      draftId,
      revision,
      name,
      note,
      basedOn,
      rules,
    });
    if (!answered.ok) return null;
    const saved: OpenDraft = { ...draft, ...answered.answer, name, saved: { name, rules, basedOn } };
    put(saved);
    told(t.workbench.draft.saved);
    return saved;
  }
  return {
    open,
    rules: open?.rules ?? live.rules,
    isDirty: open !== null && isDirty(open),
    standing: open === null ? { kind: "fine" as const } : standingOf(open, bench),
    isSaving: isRunning,
    change(rules: PolicyRule[]) {
      put(open === null ? begin(nameNow(), live.version, live.rules, rules) : { ...open, rules });
    },
    rename(name: string) {
      if (open !== null) put({ ...open, name });
    },
    /** A suggestion, or an old version: as a draft of its own. */
    start(name: string, rules: PolicyRule[]) {
      put(begin(name, live.version, live.rules, rules));
    },
    choose(draftId: string | null) {
      const chosen = bench.drafts.find((draft) => draft.draftId === draftId);
      put(chosen === undefined ? null : openSaved(chosen));
    },
    close: () => put(null),
    save: () => (open === null ? Promise.resolve(null) : save(open)),
    /** What one has, beside what somebody else has saved. */
    keepBoth() {
      if (open === null) return Promise.resolve(null);
      const name = t.workbench.draft.copyOf(open.name);
      return save({ ...open, draftId: null, revision: 0, name, basedOn: live.version });
    },
    /** On top of what is live by now; `rules` are as its author wants them after having seen both. */
    rebase(rules: PolicyRule[]) {
      if (open !== null) put({ ...open, rules, basedOn: live.version });
    },
    /** Knowingly in the place of what somebody else has saved. */
    replace(revision: number) {
      return open === null ? Promise.resolve(null) : save({ ...open, revision });
    },
    async discard() {
      if (open === null) return;
      if (open.draftId !== null) {
        const { draftId, revision } = open;
        const answered = await run("policy.discard-draft", { draftId, revision });
        if (!answered.ok) return;
      }
      put(null);
    },
  };
}
