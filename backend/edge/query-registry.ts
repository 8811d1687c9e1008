import { policyRead } from "../authority/policy-read.ts";
import { readPackedPolicy } from "../authority/read-packed.ts";
import { readShadowDecisions } from "../authority/read-shadow.ts";
import { readPolicyVersion } from "../authority/read-version.ts";
import { readWorkbench } from "../authority/workbench.ts";
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
import {
  figureBudgets,
  figureCases,
  figureGenerated,
  figureMessenger,
  figureOutcomes,
  figureTrust,
  figureWaiting,
} from "../insight/figures-queries.ts";
import { readCases } from "../insight/read-cases.ts";
import { readRun } from "../insight/read-run.ts";
import { readSuggestions } from "../insight/read-suggestions.ts";
import { readApprovals } from "../remedies/read-approvals.ts";
import { readExplanation } from "../remedies/read-explanation.ts";
import { readHeadroom } from "../remedies/read-headroom.ts";
import { readPayouts } from "../remedies/read-payouts.ts";
import { readOfferedVariants } from "../remedies/read-variants.ts";
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
  "remedy.explain": readExplanation,
  "policy.packed": readPackedPolicy,
  "variant.list": readOfferedVariants,
  "approval.list": readApprovals,
  "payout.list": readPayouts,
  "staff.directory": readDirectory,
  "staff.list": readStaffList,
  "storefront.list": readStorefrontList,
  "policy.read": policyRead,
  "policy.workbench": readWorkbench,
  "policy.version": readPolicyVersion,
  "policy.shadow": readShadowDecisions,
  "figures.outcomes": figureOutcomes,
  "figures.waiting": figureWaiting,
  "figures.trust": figureTrust,
  "figures.messenger": figureMessenger,
  "figures.budgets": figureBudgets,
  "figures.generated": figureGenerated,
  "figures.cases": figureCases,
  "insight.run": readRun,
  "insight.cases": readCases,
  "insight.suggestions": readSuggestions,
};
