import type { CaseOrder } from "../../backend/contract/queries/console.ts";
import { useLanguage } from "../text/language.tsx";
import { told, useCommand } from "../wire/use-command.ts";
import type { PanelState } from "./panel-state.ts";
import { requestOf } from "./request-of.ts";
import type { RemedyForm } from "./use-remedy-draft.ts";

interface Options {
  ticketId: string;
  remediesSeen: number;
  order: CaseOrder;
  form: RemedyForm;
  state: PanelState;
  onAsked(): void;
}

/**
 * Asks for what a rule refuses, so that it is on record what shoppers are refused: the limits are tried on it. Asked for, and
 * not granted: where the rule is gone meanwhile, a person says yes to it, and nothing is given by a button that promised none.
 */
export function usePutOnRecord({ ticketId, remediesSeen, order, form, state, onAsked }: Options) {
  const { t } = useLanguage();
  const { run, isRunning } = useCommand({ expected: "refused_by_rule" });

  async function putOnRecord() {
    if (isRunning || state.kind !== "impossible" || state.impossible.why !== "refused") return;
    const request = requestOf(form.draft, state.impossible, { ticketId, order });
    const because = t.remedy.impossible.askedFor;
    const answered = await run("remedy.request", { request, because, remediesSeen }, ticketId);
    if (answered.ok) {
      told(t.remedy.asked);
      form.clear();
      onAsked();
    } else if (answered.refusal.code === "refused_by_rule") told(t.remedy.impossible.isOnRecord);
  }
  return { putOnRecord, isPutting: isRunning };
}
