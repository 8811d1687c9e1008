import { compilePolicy } from "../../backend/authority/compile-policy.ts";
import { decideRemedy } from "../../backend/authority/decide.ts";
import type { DecisionFacts } from "../../backend/authority/facts.ts";
import type { DecisionOutcome } from "../../backend/authority/record-decision.ts";
import type { RemedyKind } from "../../backend/contract/vocabulary.ts";
import { canonicalJson } from "../../backend/core/ids.ts";
import type { AttemptRow, RemedyRow } from "../../backend/remedies/tables.ts";
import { type Books, groupBy, sumOf } from "./books.ts";
import type { Account } from "./merchant-words.ts";

/** What the outside knows. */
export interface Outside {
  accounts: ReadonlyMap<string, Account>;
  /** By order: what the shop refunded without us. */
  elsewhere: ReadonlyMap<string, number>;
  /** The remedies that answers have named. */
  named: ReadonlyMap<string, number>;
  /** What a shelf held before the run. */
  stockOf: (sku: string) => number;
}

export interface Ledger {
  books: Books;
  outside: Outside;
  attemptsOf: (remedyId: string) => AttemptRow[];
  remedyOf: (id: string) => RemedyRow | undefined;
}

export function ledgerOf(books: Books, outside: Outside): Ledger {
  const byRemedy = groupBy(books.attempts, (attempt) => attempt.remedyId);
  const byId = new Map(books.remedies.map((remedy) => [remedy.id, remedy]));
  return {
    books,
    outside,
    attemptsOf: (id) => byRemedy.get(id) ?? [],
    remedyOf: (id) => byId.get(id),
  };
}

/** What goes back to the payer, by the books' own words: only that may stand in an order's ledger. */
function backOf({ remedy, amountMinor, terms }: RemedyRow): number {
  if (remedy === "refund" || remedy === "return_refund") return amountMinor;
  return remedy === "exchange" ? (terms?.refundMinor ?? 0) : 0;
}

type Find = (ledger: Ledger) => Generator<string>;
const settledOf = (attempts: readonly AttemptRow[]) => attempts.filter((each) => each.state === "settled");

/** The merchant did what is booked, once a key, under keys that are attempts, and of this amount. */
const merchantAndAttempts: Find = function* ({ books, outside, remedyOf }) {
  const byId = new Map(books.attempts.map((attempt) => [attempt.id, attempt]));
  for (const account of outside.accounts.values()) {
    const attempt = byId.get(account.key);
    const remedy = attempt === undefined ? undefined : remedyOf(attempt.remedyId);
    if (attempt === undefined || remedy === undefined) {
      yield `the merchant carried out a key that is no attempt: ${account.key}`;
      continue;
    }
    const isDone = account.truth === "done";
    if (isDone !== (attempt.state === "settled"))
      yield `attempt ${attempt.id} is ${attempt.state}, and the merchant's truth is ${account.truth}`;
    const named = remedy.remedy === "store_credit" ? remedy.amountMinor : backOf(remedy);
    if (named > 0 && (account.amountMinor !== named || account.currency !== remedy.currency))
      yield `attempt ${attempt.id} moved ${account.amountMinor} ${account.currency}`;
  }
  for (const attempt of books.attempts) {
    if (attempt.state !== "settled" && attempt.state !== "failed")
      yield `attempt ${attempt.id} has no end: ${attempt.state}`;
    if (attempt.state === "settled" && attempt.adapter === "webhook" && !outside.accounts.has(attempt.id))
      yield `attempt ${attempt.id} is settled, and the merchant never heard of it`;
  }
};

/** Each remedy was paid once, or the rest is called an overrun where everybody sees it. */
const paidOnce: Find = function* ({ books, outside, attemptsOf }) {
  const settledEntries = groupBy(
    books.entries.filter((entry) => entry.kind === "remedy.settled"),
    (entry) => (entry.body as { remedyId: string }).remedyId,
  );
  for (const remedy of books.remedies) {
    const tries = attemptsOf(remedy.id);
    const settled = settledOf(tries).length;
    const told = settledEntries.get(remedy.id) ?? [];
    const overruns = told.filter((entry) => (entry.body as { isOverrun: boolean }).isOverrun).length;
    const { state, id } = remedy;
    if (told.length !== settled)
      yield `remedy ${id} settled ${settled} times and was told ${told.length} times`;
    if (settled - overruns > 1) yield `remedy ${id} was paid ${settled} times with ${overruns} overruns`;
    if (settled > 0 !== (state === "settled")) yield `remedy ${id} is ${state} after ${settled} settlements`;
    if (settled === 0 && tries.length > 0 && state !== "failed")
      yield `remedy ${id} is ${state}, all tries failed`;
    if (overruns > 0 && settled > 1 && remedy.settlement?.isOverrun !== true)
      yield `remedy ${id} hides its overrun`;
    // An overrun needs a failure that was said; nothing else pays twice.
    const hasSaidFailed = tries.some(({ id: key, adapter }) =>
      adapter === "manual" ? true : outside.accounts.get(key)?.hasSaidFailed === true,
    );
    if (overruns > 0 && !hasSaidFailed)
      yield `remedy ${id} has an overrun that the merchant gave no cause for`;
  }
};

/** What answers named is there, and nothing else is. */
const namedAndThere: Find = function* ({ books, outside, remedyOf }) {
  for (const id of outside.named.keys())
    if (remedyOf(id) === undefined) yield `remedy ${id} was answered and is gone`;
  for (const { id } of books.remedies)
    if (!outside.named.has(id)) yield `remedy ${id} was never answered: a double`;
};

const sequences = new Set(["reserve commit", "reserve give_back", "reserve give_back overrun"]);

/** Budgets are the sum of their moves, and those are of what was settled. */
const budgetLedger: Find = function* ({ books, remedyOf, attemptsOf }) {
  const moves = groupBy(books.moves, (move) => move.budgetId);
  const sum = (id: string, kind: string) =>
    sumOf(
      (moves.get(id) ?? []).filter((move) => move.kind === kind),
      (move) => move.amountMinor,
    );
  for (const budget of books.budgets) {
    const { id } = budget;
    const reserved = sum(id, "reserve") - sum(id, "commit") - sum(id, "give_back");
    const committed = sum(id, "commit") + sum(id, "overrun");
    if (reserved !== budget.reservedMinor || committed !== budget.committedMinor)
      yield `budget ${id} holds ${budget.reservedMinor}/${budget.committedMinor}, its moves ${reserved}/${committed}`;
    if (budget.reservedMinor !== 0 || budget.reservedCount !== 0)
      yield `budget ${id} still holds ${budget.reservedMinor} of ${budget.reservedCount}`;
    const count = (moves.get(id) ?? []).filter(({ kind }) => kind === "commit" || kind === "overrun").length;
    if (budget.committedCount !== count) yield `budget ${id} counts ${budget.committedCount}, not ${count}`;
  }
  const byAttempt = groupBy(books.moves, (move) => `${move.remedyId} ${move.attempt}`);
  for (const [name, of] of byAttempt) {
    const [first] = of;
    const remedy = first === undefined ? undefined : remedyOf(first.remedyId);
    const attempt = attemptsOf(first?.remedyId ?? "").find((each) => each.attempt === first?.attempt);
    const inEach = [...groupBy(of, (move) => move.budgetId).values()].map((moved) =>
      [...moved].sort((a, b) => rankOf(a.kind) - rankOf(b.kind)).map((move) => move.kind),
    );
    const kinds = inEach[0] ?? [];
    if (!sequences.has(kinds.join(" "))) yield `attempt ${name} moved a budget by ${kinds.join(", ")}`;
    if (inEach.some((each) => each.join(" ") !== kinds.join(" ")))
      yield `attempt ${name} moved its budgets unlike one another`;
    const scopes = new Set(of.map((move) => move.budgetId.split("|")[0]));
    if (!scopes.has("team-month")) yield `attempt ${name} drew on no team`;
    const isApproved = remedy?.deciderId !== null;
    if (scopes.has("person-day") === isApproved || scopes.has("person-week") === isApproved)
      yield `attempt ${name} drew on ${[...scopes]}, approved: ${isApproved}`;
    if (of.some((move) => move.amountMinor !== remedy?.amountMinor))
      yield `attempt ${name} drew another amount`;
    const isSpent = kinds.includes("commit") || kinds.includes("overrun");
    if (isSpent !== (attempt?.state === "settled"))
      yield `attempt ${name} is ${attempt?.state}, moved ${kinds}`;
  }
  for (const remedy of books.remedies) {
    if (remedy.state === "awaiting_approval") continue;
    for (const { attempt } of attemptsOf(remedy.id))
      if (!byAttempt.has(`${remedy.id} ${attempt}`) && remedy.declinedBecause === null)
        yield `attempt ${remedy.id} ${attempt} drew on no budget`;
  }
};
const rankOf = (kind: string) => ["reserve", "give_back", "commit", "overrun"].indexOf(kind);

/** Each decision is what its version says of what it saw; grants of one budget saw one another. */
const decisionsHold: Find = function* ({ books }) {
  const compiled = new Map(
    books.policies.map((row) => [
      `${row.storefrontId} ${row.version}`,
      compilePolicy(row.version, row.rules),
    ]),
  );
  for (const { id, storefrontId, policyVersion, facts, outcome } of books.decisions) {
    const policy = compiled.get(`${storefrontId} ${policyVersion}`);
    const saw = facts as DecisionFacts;
    const { act, verdict } = outcome as DecisionOutcome;
    if (policy === undefined) yield `decision ${id} names version ${policyVersion}`;
    else if (canonicalJson(decideRemedy(policy, saw)) !== canonicalJson(verdict))
      yield `decision ${id} is another today`;
    if (act === "grant" && verdict.answer !== "grant") yield `decision ${id} granted against its verdict`;
  }
};

/** The order's ledger: our settled refunds, what was made elsewhere, and nothing held any more. */
const orderLedger: Find = function* ({ books, outside, attemptsOf }) {
  const money = groupBy(books.money, (row) => row.orderId);
  const given = groupBy(books.remedies, (remedy) => remedy.orderId);
  for (const order of books.orders) {
    const refunds = (money.get(order.id) ?? []).filter((row) => row.kind === "refund");
    const own = refunds.filter((row) => row.source === "frontline");
    const ofOrder = (given.get(order.id) ?? []).filter((remedy) => backOf(remedy) > 0);
    const settled = ofOrder.flatMap((remedy) =>
      settledOf(attemptsOf(remedy.id)).map(({ id }) => ({ id, amountMinor: backOf(remedy) })),
    );
    const expected = new Map(settled.map(({ id, amountMinor }) => [id, amountMinor]));
    for (const row of own)
      if (expected.get(row.reference) !== row.amountMinor)
        yield `order ${order.number} books ${row.reference} wrongly`;
    if (own.length !== settled.length)
      yield `order ${order.number} books ${own.length} refunds of ${settled.length}`;
    if (sumOf(refunds, (row) => row.amountMinor) !== order.refundedMinor)
      yield `order ${order.number} says ${order.refundedMinor} refunded, its ledger otherwise`;
    if (order.reservedMinor !== 0) yield `order ${order.number} still holds ${order.reservedMinor}`;
    yield* orderTruth(order, {
      own: sumOf(own, (row) => row.amountMinor),
      elsewhere: outside.elsewhere,
      ofOrder,
      attemptsOf,
    });
  }
};

function* orderTruth(
  order: Books["orders"][number],
  of: {
    own: number;
    elsewhere: ReadonlyMap<string, number>;
    ofOrder: RemedyRow[];
    attemptsOf: Ledger["attemptsOf"];
  },
): Generator<string> {
  const truth = of.own + (of.elsewhere.get(order.id) ?? 0);
  // What is certain of an import is not taken back: money called failed, imported as refunded, and settled after all
  // stands twice, which gives less to spend and never more.
  const overrun = sumOf(of.ofOrder, (remedy) => {
    const tries = of.attemptsOf(remedy.id);
    return tries.length === 1 && tries[0]?.state !== "settled" ? 0 : backOf(remedy) * settledOf(tries).length;
  });
  const hasOverrun = of.ofOrder.some((remedy) => remedy.settlement?.isOverrun === true);
  if (order.refundedMinor < truth || order.refundedMinor > truth + (hasOverrun ? overrun : 0))
    yield `order ${order.number} says ${order.refundedMinor} refunded, the truth is ${truth}`;
  if (!hasOverrun && of.own > order.paidMinor)
    yield `order ${order.number}: we gave ${of.own} of ${order.paidMinor}`;
}

/** Lines and shelves follow what was settled. */
const goods: Find = function* ({ books, outside, attemptsOf }) {
  const pieces = (...kinds: RemedyKind[]) => {
    const counts = new Map<string, number>();
    for (const remedy of books.remedies.filter((each) => kinds.includes(each.remedy))) {
      const times = settledOf(attemptsOf(remedy.id)).length;
      for (const { lineId, quantity } of remedy.lines)
        counts.set(lineId, (counts.get(lineId) ?? 0) + times * quantity);
    }
    return counts;
  };
  const refunded = pieces("refund", "return_refund");
  const [same, again] = [pieces("reship"), pieces("reship", "exchange")];
  const sentBySku = new Map<string, number>();
  const send = (sku: string, quantity: number) => sentBySku.set(sku, (sentBySku.get(sku) ?? 0) + quantity);
  for (const { id, terms } of books.remedies)
    if (terms?.goods) send(terms.goods.sku, terms.goods.quantity * settledOf(attemptsOf(id)).length);
  for (const line of books.lines) {
    const sent = again.get(line.id) ?? 0;
    send(line.sku, same.get(line.id) ?? 0);
    if (line.refundedQuantity !== (refunded.get(line.id) ?? 0))
      yield `line ${line.id}: ${line.refundedQuantity} refunded`;
    if (line.reshippedQuantity !== sent)
      yield `line ${line.id}: ${line.reshippedQuantity} sent again, not ${sent}`;
  }
  for (const { sku, reserved, stock } of books.variants) {
    if (reserved !== 0) yield `shelf ${sku} still holds ${reserved}`;
    const left = outside.stockOf(sku) - (sentBySku.get(sku) ?? 0);
    if (stock !== left) yield `shelf ${sku} counts ${stock}, not ${left}`;
  }
};

/** What the ticket writes down of its remedies. */
const ticketCounts: Find = function* ({ books }) {
  const ofTicket = groupBy(books.remedies, (remedy) => remedy.ticketId);
  for (const { id, openPayouts, pendingApprovals } of books.tickets) {
    const states = (ofTicket.get(id) ?? []).map((remedy) => remedy.state);
    const open = states.filter((state) => state === "granted" || state === "paying").length;
    const waiting = states.filter((state) => state === "awaiting_approval").length;
    if (openPayouts !== open) yield `ticket ${id} counts ${openPayouts} open payouts of ${open}`;
    if (pendingApprovals !== waiting) yield `ticket ${id} counts ${pendingApprovals} approvals of ${waiting}`;
  }
};

const finds = {
  merchantAndAttempts,
  paidOnce,
  namedAndThere,
  budgetLedger,
  decisionsHold,
  orderLedger,
  goods,
  ticketCounts,
};

/** Every wrong figure, as a sentence; none in a sound house. */
export const audit = (ledger: Ledger): string[] => Object.values(finds).flatMap((find) => [...find(ledger)]);
