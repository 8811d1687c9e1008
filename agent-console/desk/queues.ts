import type { Me } from "../../backend/contract/queries/console.ts";
import { type QueueName, queueNames } from "../../backend/contract/vocabulary.ts";
import { isDepartment } from "../shell/places.ts";

/** A department's whole desk is the tickets that it was invited to. */
export const queuesOf = (me: Me): readonly QueueName[] =>
  isDepartment(me) ? ["waiting_for_department"] : queueNames;

export const queueKeys: Record<QueueName, string> = {
  mine: "g m",
  unassigned: "g u",
  waiting_for_shopper: "g s",
  waiting_for_department: "g d",
  awaiting_approval: "g p",
  all_open: "g a",
  resolved: "g r",
};
