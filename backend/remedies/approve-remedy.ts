import { readCompiledVersion } from "../authority/queries.ts";
import { readRelease } from "../authority/releases.ts";
import { remedyCommands } from "../contract/commands/remedies.ts";
import type { PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import type { Transaction } from "../core/database/transaction.ts";
import { refuse } from "../core/refusal.ts";
import { agreeToRequest } from "./agree-to-request.ts";
import { stepsOf, withAnswer, withoutAnswers } from "./approval-chain.ts";
import { carryOutApproval } from "./carry-out-approval.ts";
import { type Empowered, lockShared } from "./consider.ts";
import { chosenIn, ensurePossible, executorOf } from "./executors/executors.ts";
import { lockGround } from "./lock-case.ts";
import {
  type Asked,
  ensureInTurn,
  ensureNotOwn,
  hashToday,
  lockRequest,
  readVersionOf,
} from "./lock-request.ts";
import { ensureOpen } from "./promise.ts";

const { input, who } = remedyCommands["remedy.approve"];

/**
 * One yes of a chain. The last one carries the remedy out and tells the shopper in the same commit; those before hand it
 * to the next. Another amount is another request, which whoever agreed before is asked for anew.
 */
export const approveRemedy = defineCommand({
  name: "remedy.approve",
  who,
  input,
  async load(tx, { remedyId }, actor: PersonActor, { now }) {
    const found = await lockRequest(tx, remedyId, actor, now);
    const { reason, requesterId, storefrontId } = found.remedy;
    const version = await readVersionOf(tx, found);
    const choice = chosenIn(found.remedy);
    const ground = await lockGround(tx, found.o, choice);
    const authority = await lockShared(tx, { ...found, actor, reason, choice, now }, requesterId);
    return {
      ...found,
      ground,
      authority: await underVersion(tx, authority, storefrontId, version),
      release: await readRelease(tx, storefrontId),
    };
  },
  decide(loaded, approval, actor, circumstances) {
    const { ticket, remedy, ground, authority } = loaded;
    const { now } = circumstances;
    if (remedy.state !== "awaiting_approval") refuse("remedy_in_state", { state: remedy.state });
    if (remedy.expiresAt !== null && remedy.expiresAt <= now) refuse("approval_expired", {});
    ensureNotOwn(loaded);
    ensureInTurn(loaded);
    ensureUnchanged(approval.hash, loaded, authority.policy.version);
    ensureOpen(ticket);
    const amountMinor = approval.otherAmountMinor ?? remedy.amountMinor;
    const isOther = amountMinor !== remedy.amountMinor;
    if (isOther && !executorOf(remedy.remedy).hasFreeAmount)
      refuse("wrong_amount", { expectedMinor: remedy.amountMinor, currency: remedy.currency });
    // Who means to send more than was bought grants it themselves: approving must not do it unawares.
    ensurePossible({ ...remedy, amountMinor }, ground, { mayExceedBought: false });

    const asked = stepsOf(loaded.approval);
    const steps = withAnswer(isOther ? withoutAnswers(asked) : asked, loaded.who, now);
    const asOther = { ...loaded, remedy: { ...remedy, amountMinor } };
    const hash = hashToday(asOther, authority.policy.version);
    const said = { ...loaded, steps, amountMinor, isOther, actor, hash };
    const isLast = steps.every((step) => step.answered !== null);
    return isLast
      ? carryOutApproval({ ...said, tell: approval.tell }, circumstances)
      : agreeToRequest(said, circumstances);
  },
});

/** The limits that it was asked under judge it, whatever is in force by now. */
async function underVersion(
  tx: Transaction,
  known: Empowered,
  storefrontId: string,
  policyVersion: number,
): Promise<Empowered> {
  const policy = await readCompiledVersion(tx, storefrontId, policyVersion);
  return { ...known, policy, facts: { ...known.facts, policyVersion } };
}

/** What the approver saw, what was asked, and what the order says today must be one and the same. */
function ensureUnchanged(seen: string, asked: Asked, policyVersion: number): void {
  const { hash } = asked.remedy;
  if (seen !== hash || hashToday(asked, policyVersion) !== hash) refuse("request_changed", {});
}
