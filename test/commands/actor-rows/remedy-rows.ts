import { agentCapMinor } from "../../support/shop-scene.ts";
import {
  askedRemedy,
  failedRemedy,
  invitedTicket,
  payingRemedy,
  refundOf,
} from "../../support/situations.ts";
import { leads, outsiders, type Row, row, staff } from "./row.ts";

/** Who may look at the case is told that others are asked. */
const others = { not_your_turn: ["agent", "invited"], not_found: outsiders } as const;

export const remedyRows: Row[] = [
  row("remedy.grant", { done: staff }, invitedTicket, (situation) => ({
    request: refundOf(situation, agentCapMinor),
  })),
  row("remedy.request", { done: staff }, invitedTicket, (situation) => ({
    request: refundOf(situation, agentCapMinor + 1),
    because: "More than a cup is broken",
  })),
  row(
    "remedy.approve",
    { done: leads, own_request: ["agent"], not_your_turn: ["invited"], not_found: outsiders },
    askedRemedy,
    ({ remedyId, hash }) => ({ remedyId, hash }),
  ),
  row("remedy.decline", { done: leads, ...others }, askedRemedy, ({ remedyId }) => ({
    remedyId,
    because: "Send it back first",
  })),
  row("remedy.withdraw", { done: staff }, askedRemedy, ({ remedyId }) => ({
    remedyId,
  })),
  row("remedy.retry", { done: staff }, failedRemedy, ({ remedyId }) => ({ remedyId })),
  row("payout.book", { done: [...leads, "finance"] }, payingRemedy, ({ remedyId }) => ({
    remedyId,
    outcome: { state: "settled", reference: "bank 1" },
  })),
];
