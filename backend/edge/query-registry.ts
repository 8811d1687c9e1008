import { policyRead } from "../authority/policy-read.ts";
import type { QueryName } from "../contract/queries.ts";
import type { AnyQuery } from "../core/query.ts";
import {
  queueCounts,
  queueList,
  shopperEntries,
  shopperHome,
  shopperOrders,
  ticketEntries,
} from "../desk/queries.ts";
import { readCase } from "../desk/read-case.ts";
import { readClaimOptions } from "../desk/read-claim-options.ts";
import { readApprovals } from "../remedies/read-approvals.ts";
import { readHeadroom } from "../remedies/read-headroom.ts";
import { readPayouts } from "../remedies/read-payouts.ts";
import { readStorefrontList } from "../shop/storefronts/queries.ts";
import { readDirectory, readStaffList } from "../staff/queries.ts";
import { me } from "./read-me.ts";

/** Every query that may come through a door. */
export const queryRegistry: Record<QueryName, AnyQuery> = {
  "shopper.home": shopperHome,
  "shopper.orders": shopperOrders,
  "shopper.entries": shopperEntries,
  "shopper.claim-options": readClaimOptions,
  "desk.me": me,
  "queue.counts": queueCounts,
  "queue.list": queueList,
  "ticket.entries": ticketEntries,
  "ticket.case": readCase,
  "remedy.headroom": readHeadroom,
  "approval.list": readApprovals,
  "payout.list": readPayouts,
  "staff.directory": readDirectory,
  "staff.list": readStaffList,
  "storefront.list": readStorefrontList,
  "policy.read": policyRead,
};
