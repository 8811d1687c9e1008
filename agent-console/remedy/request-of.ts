import type { RemedyRequest } from "../../backend/contract/commands/remedies.ts";
import type { Address } from "../../backend/contract/fields.ts";
import type { CaseOrder } from "../../backend/contract/queries/console.ts";
import type { PanelState } from "./panel-state.ts";
import type { RemedyDraft } from "./use-remedy-draft.ts";

type Ready = Pick<Extract<PanelState, { kind: "grant" | "ask" }>, "lines" | "amountMinor">;

/** Exactly what the panel shows, as the server takes it. Only of a panel whose state says that nothing is missing. */
export function requestOf(
  { remedy, reason, address, variant, quantity, isDifferenceWaived, change, paymentMethod }: RemedyDraft,
  { lines, amountMinor }: Ready,
  { ticketId, order }: { ticketId: string; order: CaseOrder },
): RemedyRequest {
  const common = { ticketId, orderId: order.orderId, reason };
  const money = { amountMinor, currency: order.currency };
  const sku = variant?.sku ?? "";
  switch (remedy) {
    case "refund":
      return { ...common, remedy, ...money, lines };
    case "reship":
      return { ...common, remedy, lines, address };
    case "exchange":
      return { ...common, remedy, lines, sku, isDifferenceWaived, address };
    case "return_refund":
    case "cancellation":
      return { ...common, remedy, lines };
    case "order_change": {
      const lineId = lines[0]?.lineId ?? "";
      if (change === "variant")
        return { ...common, remedy, change: { what: change, lineId, sku, isDifferenceWaived } };
      if (change === "address")
        return { ...common, remedy, change: { what: change, address: given(address) } };
      return { ...common, remedy, change: { what: change, paymentMethod: paymentMethod.trim() } };
    }
    case "store_credit":
      return { ...common, remedy, ...money };
    case "points":
      return { ...common, remedy, points: amountMinor };
    case "gift":
      return { ...common, remedy, sku, quantity, address };
    case "address_correction":
      return { ...common, remedy, address: given(address) };
  }
}

function given(address: Address | null): Address {
  if (address === null) throw new Error("a panel without its address is not ready");
  return address;
}
