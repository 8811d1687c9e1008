import { useState } from "react";
import type { CaseOrder } from "../../backend/contract/queries/console.ts";
import { useLanguage } from "../text/language.tsx";
import { told, useCommand } from "../wire/use-command.ts";
import type { PanelState } from "./panel-state.ts";
import { requestOf } from "./request-of.ts";
import type { RemedyForm } from "./use-remedy-draft.ts";

interface Options {
  ticketId: string;
  /** How many remedies the person sees in this ticket: the server refuses if a colleague has been quicker. */
  remediesSeen: number;
  order: CaseOrder;
  form: RemedyForm;
  state: PanelState;
  onGiven(): void;
}

/** Grants or asks for what the panel shows: exactly that, once. */
export function useGive({ ticketId, remediesSeen, order, form, state, onGiven }: Options) {
  const { t } = useLanguage();
  const { run, isRunning } = useCommand();
  const [isBecauseMissing, setBecauseMissing] = useState(false);

  async function give() {
    if (isRunning || (state.kind !== "grant" && state.kind !== "ask")) return;
    const { because, tell } = form.draft;
    const request = requestOf(form.draft, state, { ticketId, order });
    const isAsking = state.kind === "ask";
    setBecauseMissing(isAsking && because.trim() === "");
    if (isAsking && because.trim() === "") return;
    const answered = isAsking
      ? await run("remedy.request", { request, because: because.trim(), remediesSeen }, ticketId)
      : await run(
          "remedy.grant",
          { request, tell: tell.trim() === "" ? null : tell.trim(), remediesSeen },
          ticketId,
        );
    if (!answered.ok) return;
    told(isAsking ? t.remedy.asked : t.remedy.granted);
    form.clear();
    onGiven();
  }
  return { give, isGiving: isRunning, isBecauseMissing };
}
