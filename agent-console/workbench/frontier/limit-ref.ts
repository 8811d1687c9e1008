import { type LimitRef, type MovableCap, movableCaps } from "../../../backend/contract/insight.ts";
import type { PolicyRule } from "../../../backend/contract/policy.ts";
import { withAmount } from "../rules/amounts.ts";
import { capPhrases } from "../rules/cap-phrases.ts";
import { evidencePhrases } from "../rules/evidence-phrases.ts";
import type { MoneySlot } from "../rules/slots.ts";

function slotOf(cap: MovableCap): MoneySlot {
  const phrase = [...capPhrases, ...evidencePhrases].find(({ name }) => name === cap);
  const slot = phrase?.slots.amount;
  if (slot?.kind !== "money") throw new Error(`no phrase says ${cap}`);
  return slot;
}

export function readLimit(rules: readonly PolicyRule[], { ruleId, cap, currency }: LimitRef): number | null {
  const rule = rules.find(({ id }) => id === ruleId);
  return rule === undefined ? null : (slotOf(cap).read(rule)[currency] ?? null);
}

export function writeLimit(rules: readonly PolicyRule[], limit: LimitRef, minor: number): PolicyRule[] {
  const slot = slotOf(limit.cap);
  return rules.map((rule) =>
    rule.id === limit.ruleId ? slot.write(rule, withAmount(slot.read(rule), limit.currency, minor)) : rule,
  );
}

/** Every limit in this currency that a curve can be drawn for. */
export const limitsIn = (rules: readonly PolicyRule[], currency: string): LimitRef[] =>
  rules
    .filter(({ effect }) => effect.kind === "grant")
    .flatMap(({ id: ruleId }) => movableCaps.map((cap) => ({ ruleId, cap, currency })))
    .filter((limit) => readLimit(rules, limit) !== null);

export const keyOfLimit = ({ ruleId, cap, currency }: LimitRef) => `${ruleId}/${cap}/${currency}`;
