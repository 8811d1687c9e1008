import { confirmProposal } from "../authority/confirm-proposal.ts";
import { discardDraft } from "../authority/discard-draft.ts";
import { dismissProposal } from "../authority/dismiss-proposal.ts";
import { policySettings } from "../authority/policy-settings.ts";
import { publishPolicy } from "../authority/publish-policy.ts";
import { releasePolicy } from "../authority/release-policy.ts";
import { rollBackPolicy } from "../authority/roll-back-policy.ts";
import { saveDraft } from "../authority/save-draft.ts";
import { fileClaim } from "../claims/file-claim.ts";
import type { CommandName } from "../contract/commands.ts";
import type { AnyCommand } from "../core/command.ts";
import { finishJob, rescheduleJob } from "../core/jobs/book-job.ts";
import { planPeriodic } from "../core/jobs/plan-periodic.ts";
import { adoptTickets } from "../desk/adopt-tickets.ts";
import { openTicket } from "../desk/open-ticket.ts";
import { sendMessage } from "../desk/send-message.ts";
import { writeNote } from "../desk/write-note.ts";
import { answerEscalation } from "../escalations/answer-escalation.ts";
import { finishEscalation } from "../escalations/finish-escalation.ts";
import { openEscalation } from "../escalations/open-escalation.ts";
import { withdrawEscalation } from "../escalations/withdraw-escalation.ts";
import { forgetPhotos } from "../evidence/forget-photos.ts";
import { receivePhotos } from "../evidence/receive-photos.ts";
import { cancelRun } from "../insight/cancel-run.ts";
import { reportRun } from "../insight/report-run.ts";
import { startRun } from "../insight/start-run.ts";
import { approveRemedy } from "../remedies/approve-remedy.ts";
import { bookOutcome } from "../remedies/book-outcome.ts";
import { bookPayout } from "../remedies/book-payout.ts";
import { declineRemedy } from "../remedies/decline-remedy.ts";
import { expireRemedy } from "../remedies/expire-remedy.ts";
import { grantRemedy } from "../remedies/grant-remedy.ts";
import { recallRemedy } from "../remedies/recall-remedy.ts";
import { remindApprovers } from "../remedies/remind-approvers.ts";
import { requestRemedy } from "../remedies/request-remedy.ts";
import { retryRemedy } from "../remedies/retry-remedy.ts";
import { startPaying } from "../remedies/start-paying.ts";
import { withdrawRemedy } from "../remedies/withdraw-remedy.ts";
import { startShopperSession } from "../shop/identity/start-shopper-session.ts";
import { importCustomers } from "../shop/import/import-customers.ts";
import { importOrders } from "../shop/import/import-orders.ts";
import { importShipments } from "../shop/import/import-shipments.ts";
import { importVariants } from "../shop/import/import-variants.ts";
import { makeStorefront } from "../shop/import/make-storefront.ts";
import { rotateMerchantSecret } from "../shop/storefronts/rotate-merchant-secret.ts";
import { rotateSecret } from "../shop/storefronts/rotate-secret.ts";
import { saveStorefront } from "../shop/storefronts/save-storefront.ts";
import { changePerson } from "../staff/change-person.ts";
import { endAllSessions } from "../staff/end-all-sessions.ts";
import { endSession } from "../staff/end-session.ts";
import { invitePerson } from "../staff/invite-person.ts";
import { makeFirstAdminLink } from "../staff/make-first-admin-link.ts";
import { nameDelegate } from "../staff/name-delegate.ts";
import { resetPassword } from "../staff/reset-password.ts";
import { saveDepartment } from "../staff/save-department.ts";
import { spendLink } from "../staff/spend-link.ts";
import { startSession } from "../staff/start-session.ts";
import { assignTicket } from "../tickets/assign-ticket.ts";
import { attachOrder } from "../tickets/attach-order.ts";
import { rateTicket } from "../tickets/rate-ticket.ts";
import { reopenTicket } from "../tickets/reopen-ticket.ts";
import { resolveTicket } from "../tickets/resolve-ticket.ts";
import { seeTicket } from "../tickets/see-ticket.ts";
import { sweepRows } from "./jobs/sweep-rows.ts";

/** Every command that may come through a door; one that is declared and not made does not compile. */
export const commandRegistry: Record<CommandName, AnyCommand> = {
  "ticket.open": openTicket,
  "message.send": sendMessage,
  "note.write": writeNote,
  "order.attach": attachOrder,
  "ticket.see": seeTicket,
  "ticket.rate": rateTicket,
  "ticket.assign": assignTicket,
  "ticket.resolve": resolveTicket,
  "ticket.reopen": reopenTicket,
  "claim.file": fileClaim,
  "remedy.grant": grantRemedy,
  "remedy.request": requestRemedy,
  "remedy.approve": approveRemedy,
  "remedy.decline": declineRemedy,
  "remedy.withdraw": withdrawRemedy,
  "remedy.retry": retryRemedy,
  "payout.book": bookPayout,
  "escalation.open": openEscalation,
  "escalation.answer": answerEscalation,
  "escalation.finish": finishEscalation,
  "escalation.withdraw": withdrawEscalation,
  "person.invite": invitePerson,
  "person.change": changePerson,
  "person.reset-password": resetPassword,
  "person.name-delegate": nameDelegate,
  "department.save": saveDepartment,
  "storefront.save": saveStorefront,
  "storefront.rotate-secret": rotateSecret,
  "storefront.rotate-merchant-secret": rotateMerchantSecret,
  "policy.save-draft": saveDraft,
  "policy.discard-draft": discardDraft,
  "policy.publish": publishPolicy,
  "policy.release": releasePolicy,
  "policy.confirm": confirmProposal,
  "policy.dismiss": dismissProposal,
  "policy.roll-back": rollBackPolicy,
  "policy.settings": policySettings,
  "insight.start-run": startRun,
  "insight.cancel-run": cancelRun,
};

/** What only our own doors and jobs send; none has a name in the contract. */
export const internalCommands: readonly AnyCommand[] = [
  finishJob,
  rescheduleJob,
  planPeriodic,
  sweepRows,
  startSession,
  endSession,
  endAllSessions,
  spendLink,
  makeFirstAdminLink,
  startShopperSession,
  adoptTickets,
  receivePhotos,
  forgetPhotos,
  startPaying,
  bookOutcome,
  expireRemedy,
  recallRemedy,
  remindApprovers,
  importCustomers,
  importVariants,
  importOrders,
  importShipments,
  makeStorefront,
  reportRun,
];
