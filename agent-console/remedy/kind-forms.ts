import type { RemedyKind } from "../../backend/contract/vocabulary.ts";
import type { OrderChange } from "./use-remedy-draft.ts";

/** What the panel asks for one kind of remedy. */
export interface KindForm {
  /** `one`: exactly one line; `some`: at least one; `any`: none means the whole order. */
  lines: "none" | "any" | "some" | "one";
  typed: "money" | "points" | null;
  variant: "same_product" | "any" | null;
  /** `destination`: the order's unless another is given; `needed`: the address is what it is about. */
  address: "destination" | "needed" | null;
  /** Whether what it is about must have been sent already, or must not. */
  needs: "sent" | "unsent" | null;
  needsCustomer: boolean;
}

const nothing: KindForm = {
  lines: "none",
  typed: null,
  variant: null,
  address: null,
  needs: null,
  needsCustomer: false,
};

const forms: Record<Exclude<RemedyKind, "order_change">, KindForm> = {
  refund: { ...nothing, lines: "any", typed: "money" },
  reship: { ...nothing, lines: "some", address: "destination" },
  exchange: {
    ...nothing,
    lines: "one",
    variant: "same_product",
    address: "destination",
    needs: "sent",
  },
  return_refund: { ...nothing, lines: "some", needs: "sent" },
  cancellation: { ...nothing, lines: "any", needs: "unsent" },
  store_credit: { ...nothing, typed: "money", needsCustomer: true },
  points: { ...nothing, typed: "points", needsCustomer: true },
  gift: { ...nothing, variant: "any", address: "destination" },
  address_correction: { ...nothing, address: "needed", needsCustomer: true },
};

const changes: Record<OrderChange, KindForm> = {
  variant: { ...nothing, lines: "one", variant: "same_product", needs: "unsent" },
  address: { ...nothing, address: "needed", needs: "unsent" },
  payment: { ...nothing, needs: "unsent" },
};

export const formOf = (remedy: RemedyKind, change: OrderChange): KindForm =>
  remedy === "order_change" ? changes[change] : forms[remedy];

/** A change of what is written down: it moves neither money nor goods. */
export const isFreeOfCharge = ({ lines, typed, variant }: KindForm): boolean =>
  lines === "none" && typed === null && variant === null;
