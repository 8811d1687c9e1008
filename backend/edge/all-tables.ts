import { refusedDecisions } from "../authority/refusal-table.ts";
import { policyDrafts, policyEvents, policyReleases, shadowDecisions } from "../authority/release-tables.ts";
import { budgetMoves, budgets, decisions, policies } from "../authority/tables.ts";
import { claims } from "../claims/tables.ts";
import { identityStamps } from "../core/database/identity-stamps.ts";
import type { Table } from "../core/database/table.ts";
import { jobs } from "../core/jobs/tables.ts";
import { receipts } from "../core/receipts.ts";
import { escalations } from "../escalations/tables.ts";
import { photos } from "../evidence/tables.ts";
import { runs } from "../insight/tables.ts";
import { approvals } from "../remedies/approval-table.ts";
import { attempts, remedies } from "../remedies/tables.ts";
import {
  shopperSessions,
  shoppers,
  statedOrders,
  storefrontSecrets,
  storefronts,
  usedTokens,
} from "../shop/storefront-tables.ts";
import { customers, orderLines, orderMoney, orders, shipments, variants } from "../shop/tables.ts";
import { delegations } from "../staff/delegation-table.ts";
import { departments, people, personLinks, staffSessions } from "../staff/tables.ts";
import { counters, entries, ticketInvitations, tickets } from "../tickets/tables.ts";

/** Every table of the house, for the data source. */
export const allTables = [
  receipts,
  jobs,
  identityStamps,
  people,
  departments,
  staffSessions,
  personLinks,
  delegations,
  storefronts,
  storefrontSecrets,
  shoppers,
  shopperSessions,
  usedTokens,
  statedOrders,
  customers,
  variants,
  orders,
  orderLines,
  orderMoney,
  shipments,
  tickets,
  entries,
  ticketInvitations,
  counters,
  photos,
  policies,
  policyReleases,
  policyDrafts,
  policyEvents,
  shadowDecisions,
  budgets,
  budgetMoves,
  decisions,
  refusedDecisions,
  claims,
  remedies,
  attempts,
  approvals,
  escalations,
  runs,
] as unknown as Table<never>[];
