import type { HeadroomAnswer } from "../../backend/contract/queries/console.ts";
import type { QueryInput } from "../../backend/contract/queries.ts";
import type { TypedAmount } from "../text/money-text.ts";
import { useAsk } from "../wire/use-ask.ts";
import { isAboveLines } from "./panel-state.ts";

type Asked = QueryInput<"remedy.headroom"> & { lines: { lineId: string; quantity: number }[] };

/**
 * Of exactly what would be asked for. Above what the ticked lines are worth a refund is no longer one of these lines:
 * then it is the order's own headroom, because a rule may name products or pieces. `linesWorthMinor` stays the lines'.
 */
export function useHeadroom(
  asked: Asked,
  typed: TypedAmount | null,
): { headroom: HeadroomAnswer | null; isOfBefore: boolean } {
  const ofLines = useAsk("remedy.headroom", asked, { keepsLast: true });
  const isAbove =
    asked.remedy === "refund" &&
    ofLines.data !== undefined &&
    typed?.kind === "amount" &&
    isAboveLines(asked.lines, typed.amountMinor, ofLines.data.linesWorthMinor);
  const ofOrder = useAsk("remedy.headroom", { ...asked, lines: [] }, { isEnabled: isAbove, keepsLast: true });
  if (!isAbove || ofLines.data === undefined)
    return { headroom: ofLines.data ?? null, isOfBefore: ofLines.isPlaceholderData };
  const { linesWorthMinor } = ofLines.data;
  const headroom = ofOrder.data === undefined ? null : { ...ofOrder.data, linesWorthMinor };
  return { headroom, isOfBefore: ofLines.isPlaceholderData || ofOrder.isPlaceholderData };
}
