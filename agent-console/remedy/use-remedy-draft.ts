import { useEffect, useMemo, useRef, useState } from "react";
import type { Address, OrderedLine } from "../../backend/contract/fields.ts";
import type { CaseOrder, OfferedVariant } from "../../backend/contract/queries/console.ts";
import type { ClaimView } from "../../backend/contract/views.ts";
import type { ClaimReason, RemedyKind } from "../../backend/contract/vocabulary.ts";

/** Of an order that has not been sent. */
export type OrderChange = "variant" | "address" | "payment";

export interface RemedyDraft {
  remedy: RemedyKind;
  reason: ClaimReason;
  /** By line: how many; what is not ticked is not in it. */
  quantities: ReadonlyMap<string, number>;
  /** As it stands in the field; null while it follows the lines. */
  typed: string | null;
  because: string;
  tell: string;
  /** Null: to the order's address. */
  address: Address | null;
  /** What takes a line's place, or is given. */
  variant: OfferedVariant | null;
  /** Of a gift. */
  quantity: number;
  isDifferenceWaived: boolean;
  change: OrderChange;
  paymentMethod: string;
}

/** What the claim asks for is what the panel begins with. */
function fromClaim(claim: ClaimView | undefined, order: CaseOrder): RemedyDraft {
  const isOfOrder = claim?.orderNumber === order.number;
  const lines = isOfOrder && claim !== undefined ? claim.lines : [];
  return {
    remedy: claim === undefined || claim.wish === "talk" ? "refund" : claim.wish,
    reason: claim?.reason ?? "other",
    quantities: new Map(lines.map(({ lineId, quantity }) => [lineId, quantity])),
    typed: null,
    because: "",
    tell: "",
    address: null,
    variant: null,
    quantity: 1,
    isDifferenceWaived: false,
    change: "variant",
    paymentMethod: "",
  };
}

/** The panel's fields. A claim that comes in later fills them, unless somebody has begun to. */
export function useRemedyDraft(order: CaseOrder, claims: ClaimView[]) {
  const claim = claims.findLast(({ orderNumber }) => orderNumber === order.number) ?? claims.at(-1);
  const [draft, setDraft] = useState(() => fromClaim(claim, order));
  const isTouched = useRef(false);
  const source = `${order.orderId}/${claim?.id ?? ""}`;
  const filledFrom = useRef(source);
  useEffect(() => {
    if (filledFrom.current === source) return;
    const isOtherOrder = !filledFrom.current.startsWith(`${order.orderId}/`);
    filledFrom.current = source;
    if (isTouched.current && !isOtherOrder) return;
    isTouched.current = false;
    setDraft(fromClaim(claim, order));
  }, [source, claim, order]);

  const lines = useMemo<OrderedLine[]>(
    () => [...draft.quantities].map(([lineId, quantity]) => ({ lineId, quantity })),
    [draft.quantities],
  );
  return {
    draft,
    lines,
    change(part: Partial<RemedyDraft>) {
      isTouched.current = true;
      setDraft((before) => ({ ...before, ...part }));
    },
    /** Ticks a line, or unticks it with 0. A typed amount gives way to what the lines are worth. */
    setQuantity(lineId: string, quantity: number) {
      isTouched.current = true;
      setDraft((before) => {
        const quantities = new Map(before.quantities);
        if (quantity <= 0) quantities.delete(lineId);
        else quantities.set(lineId, quantity);
        // Another line has other variants.
        return { ...before, quantities, typed: null, variant: null };
      });
    },
    clear() {
      isTouched.current = false;
      setDraft({ ...fromClaim(undefined, order), reason: claim?.reason ?? "other" });
    },
  };
}
export type RemedyForm = ReturnType<typeof useRemedyDraft>;
