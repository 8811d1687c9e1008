import type { Obstacle } from "../entries.ts";
import { formatAmount } from "./format-amount.ts";
import { policyProblemSentence } from "./policy-problem.ts";
import type { Sentences } from "./sentences.ts";

const money = (minor: number, currency: string) => formatAmount(minor, currency, "en");
const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

const fields: Record<string, string> = { email: "e-mail address", name: "name" };

const states: Record<string, string> = {
  awaiting_approval: "waiting for an approval",
  granted: "granted",
  paying: "being paid out",
  settled: "settled",
  failed: "failed",
  declined: "declined",
  expired: "expired",
  withdrawn: "withdrawn",
  recalled: "recalled",
};

const obstacles: Record<Obstacle["dimension"], string> = {
  no_rule: "no limit of yours covers this case",
  assurance: "the shop has not verified this order",
  refusal: "a rule refuses it",
  approval: "a rule asks for an approval",
  request_cap: "your cap for one request",
  order_cap: "your cap for one order",
  order_share: "your share of what was paid for the order",
  quantity: "the number of pieces in one request",
  day_budget: "your budget for today",
  week_budget: "your budget for this week",
  customer_budget: "what one customer may be given",
  team_budget: "your team's budget for this month",
  order_count: "the number of remedies for one order",
  day_count: "your number of remedies for today",
  week_count: "your number of remedies for this week",
  customer_count: "the number of remedies for one customer",
  team_count: "your team's number of remedies for this month",
  evidence: "a photo is needed first",
};

const faults: Record<string, string> = {
  malformed: "it is not a signed token of this kind",
  unknown_key: "its key id is not one of the storefront's",
  bad_signature: "its signature does not match",
  wrong_algorithm: "it is not signed with HS256",
  expired: "it has expired",
  not_yet_valid: "it is not valid yet",
  expires_too_late: "it expires more than 10 minutes from now",
  missing_claim: "sub, email, name, exp or jti is missing",
  used_before: "it was used before",
};

export const en: Sentences = {
  malformed: ({ issues }) => {
    const named = issues.filter(({ path }) => path !== "").map(({ path, message }) => `${path} (${message})`);
    return named.length === 0
      ? "That could not be read. Please check what you entered and try again."
      : `Please check and try again: ${named.join(", ")}.`;
  },
  unknown_command: ({ name }) =>
    `There is no such action: “${name}”. Reload the page to get the newest version.`,
  old_client: () => "There is a newer version. Please reload the page; what you wrote is kept.",
  signed_out: () => "You are signed out. Please sign in again.",
  sign_in_failed: () => "E-mail or password is not right. Please try again.",
  not_allowed: () => "Your role does not allow this. Ask an admin if you need it.",
  not_found: () => "This is not there, or not for you to see.",
  origin_not_allowed: () => "This page's address is not among the storefront's origins. An admin can add it.",
  token_rejected: ({ why }) =>
    `The identity token was rejected: ${faults[why] ?? why}. The chat goes on without a name.`,
  link_expired: () => "This link has been used or is over. Ask an admin for a new one.",
  weak_password: ({ least }) => `Please choose a password of at least ${least} characters (at most 200).`,
  rate_limited: ({ retryAfterSeconds }) =>
    retryAfterSeconds > 90
      ? `Too many attempts. Please try again in ${count(Math.ceil(retryAfterSeconds / 60), "minute", "minutes")}.`
      : `Too many attempts. Please try again in ${count(retryAfterSeconds, "second", "seconds")}.`,
  command_id_reused: () => "This was sent before with other content. Reload the page and try again.",
  changed_meanwhile: ({ by }) =>
    `${by === undefined || by === "" ? "Somebody" : by} has changed this meanwhile. Look at the new state and try again.`,
  already_exists: ({ field }) => `This ${fields[field] ?? field} is already in use. Please choose another.`,
  order_not_matched: () =>
    "No order fits this number and e-mail. Please check both, as they stand in your confirmation.",
  ticket_resolved: () => "This conversation is resolved. Reopen it first.",
  payout_open: ({ count: n }) =>
    `${count(n, "payout", "payouts")} of this ticket must settle before it can be resolved.`,
  escalation_open: ({ count: n }) =>
    `${count(n, "department is", "departments are")} still asked in this ticket. Wait for the answer, or withdraw the invitation.`,
  not_rated_open: () => "A conversation can be rated once it is resolved.",
  approval_required: ({ obstacles: found, grantableMinor, currency }) => {
    const why = found.map(({ dimension }) => obstacles[dimension]).join("; ");
    const room =
      grantableMinor > 0
        ? `You may grant up to ${money(grantableMinor, currency)} here.`
        : "You may not grant it alone.";
    return `${room}${why === "" ? "" : ` In the way: ${why}.`} Ask for an approval.`;
  },
  over_refundable: ({ leftMinor, currency }) =>
    leftMinor > 0
      ? `At most ${money(leftMinor, currency)} of this order can still be refunded.`
      : "Nothing of this order is left to refund.",
  wrong_currency: ({ expected }) => `This order is in ${expected}. Please give the amount in ${expected}.`,
  wrong_line: () => "One of the chosen lines is not part of this order. Please choose again.",
  wrong_amount: ({ expectedMinor, currency }) =>
    `The chosen lines are worth ${money(expectedMinor, currency)}. Please use that amount, or change the lines.`,
  over_bought: ({ left }) =>
    left > 0
      ? `Only ${count(left, "piece", "pieces")} of this line can still be chosen.`
      : "All pieces of this line have been made good already.",
  out_of_stock: ({ sku, left }) =>
    left > 0
      ? `Only ${left} of ${sku} in stock. Send fewer, or refund.`
      : `${sku} is out of stock. Consider a refund.`,
  not_shipped_goods: () => "One of the chosen lines is not sent by parcel and cannot be sent again.",
  no_customer: () =>
    "This order belongs to nobody whom the shop knows, so there is no account to book it on.",
  not_shipped_yet: () => "This has not been sent yet. Cancel it or change the order instead.",
  already_shipped: () =>
    "Something of this has been sent already, so it can no longer be cancelled or changed.",
  order_cancelled: () => "This order has been cancelled already.",
  unknown_variant: ({ sku }) => `The shop does not sell ${sku}. Please choose another.`,
  same_variant: ({ sku }) => `The line is ${sku} already. Send it again instead, or choose another variant.`,
  other_product: ({ sku }) =>
    `${sku} is another product. Only variants of the same product can take its place.`,
  dearer_variant: ({ differenceMinor, currency }) =>
    `The new variant is ${money(differenceMinor, currency)} dearer. Waive the difference, or choose another.`,
  over_worth: ({ mostMinor, currency }) =>
    `At most ${money(mostMinor, currency)} can be given here: that is what the order came to.`,
  remedy_in_state: ({ state }) => `This is no longer possible: the remedy is ${states[state] ?? state}.`,
  own_request: () => "Nobody approves their own request. Another supervisor must decide.",
  not_your_turn: () => "Somebody else is asked for this now.",
  refused_by_rule: ({ sentence }) => `“${sentence}” A rule of your limits refuses this.`,
  approval_expired: () => "This request has expired. It must be asked again.",
  request_changed: () => "The request has changed since you saw it. Look at it again before you decide.",
  escalation_closed: () => "This invitation is closed already.",
  last_admin: () => "This is the last admin who can sign in. Make somebody else an admin first.",
  policy_problem: ({ problems }) =>
    `These limits cannot be published: ${problems.map((each) => policyProblemSentence("en", each)).join("; ")}.`,
  already_live: () => "These limits are in force already.",
  nothing_before: () => "There is nothing to take back here.",
  no_second: () => "There is nobody else who could agree. Invite a second supervisor first.",
  too_many_drafts: ({ limit }) => `There are ${limit} drafts already. Discard one first.`,
  photo_too_large: ({ limitBytes }) =>
    `This photo is too large. The limit is ${Math.floor(limitBytes / 1024 / 1024)} MB.`,
  photo_unreadable: () => "This photo cannot be read. Please take or choose another one.",
  photo_unknown_type: () => "Only photos can be sent: JPEG, PNG, WebP or HEIC.",
  too_many_photos: ({ limit }) =>
    `At most ${count(limit, "photo", "photos")} at once. Send the others in a second message.`,
  photo_taken: () => "This photo was sent already. Please add it anew.",
  storage_full: () => "The server's storage is full. Nothing was saved; an admin must make room.",
  draining: () => "The server is restarting. It will be tried again in a moment.",
  busy: () => "This did not work just now. Please try again in a moment.",
};
