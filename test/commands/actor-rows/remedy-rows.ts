import { agentCapMinor } from "../../support/shop-scene.ts";
import {
  askedRemedy,
  failedRemedy,
  invitedTicket,
  payingRemedy,
  refundOf,
} from "../../support/situations.ts";
import { leads, type Row, row, staff } from "./row.ts";

export const remedyRows: Row[] = [
  row("remedy.grant", { done: staff }, invitedTicket, (situation) => ({
    request: refundOf(situation, agentCapMinor),
  })),
  row("remedy.request", { done: staff }, invitedTicket, (situation) => ({
    request: refundOf(situation, agentCapMinor + 1),
    because: "More than a cup is broken",
  })),
  row("remedy.approve", { done: leads }, askedRemedy, ({ remedyId, hash }) => ({ remedyId, hash })),
  row("remedy.decline", { done: leads }, askedRemedy, ({ remedyId }) => ({
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
