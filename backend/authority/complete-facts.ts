import type { AmountlessFacts, DecisionFacts } from "./facts.ts";

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isWord = (value: unknown): boolean => typeof value === "string" && value !== "";
const isFlag = (value: unknown): boolean => typeof value === "boolean";
const isList = (value: unknown): boolean => Array.isArray(value);

const checks: Record<keyof AmountlessFacts, (value: unknown) => boolean> = {
  storefrontId: isWord,
  role: isWord,
  personId: isWord,
  departmentIds: isList,
  at: isCount,
  remedy: isWord,
  reason: isWord,
  currency: isWord,
  orderGrantedMinor: isCount,
  orderGrantedCount: isCount,
  orderPaidMinor: isCount,
  orderAgeDays: isCount,
  isDelivered: isFlag,
  products: isList,
  quantity: isCount,
  dayUsedMinor: isCount,
  dayUsedCount: isCount,
  weekUsedMinor: isCount,
  weekUsedCount: isCount,
  teamUsedMinor: isCount,
  teamUsedCount: isCount,
  customer: (value) => typeof value === "object" && value !== null,
  channel: isWord,
  assurance: isWord,
  photoCount: isCount,
  packagingPhotoCount: isCount,
  isTrusted: isFlag,
  auditDraw: (value) => typeof value === "number" && value >= 0 && value < 1,
  policyVersion: isCount,
};
const named = Object.keys(checks) as (keyof AmountlessFacts)[];

/** Also said of facts that were kept by a version which knew fewer. */
export function isComplete(facts: DecisionFacts): boolean {
  if (!isCount(facts.amountMinor) || facts.amountMinor === 0) return false;
  for (const name of named) if (!checks[name](facts[name])) return false;
  return true;
}

/** Throws on facts that are not complete: deciding on half of them would grant what a limit forbids. */
export function ensureComplete(facts: DecisionFacts): void {
  if (!isComplete(facts)) throw new Error("a decision was asked on incomplete facts");
}
