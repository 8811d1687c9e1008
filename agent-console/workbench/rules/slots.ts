import type { Amounts, PolicyRule } from "../../../backend/contract/policy.ts";

/** One thing in a sentence that can be changed, read from a rule and written back into a copy of it. */
interface Of<K extends string, V> {
  kind: K;
  read(rule: PolicyRule): V;
  write(rule: PolicyRule, value: V): PolicyRule;
}

export type MoneySlot = Of<"money", Amounts> & { whenUnset: "not_covered" | "no_limit" | "never" };
export type NumberSlot = Of<"number", number> & { least: number; most: number };
export type ChoiceList = "reasons" | "channels";
export type ChoicesSlot = Of<"choices", string[]> & { list: ChoiceList };
export type EitherSlot = Of<"either", string> & { options: "effect" | "delivered" };
export type WordsSlot = Of<"words", string[]> & { most: number };
export type TextSlot = Of<"text", string> & { isLong: boolean };
export type MomentSlot = Of<"moment", number>;
export type Who = Pick<PolicyRule, "roles" | "departmentIds" | "personIds">;
export type WhoSlot = Of<"who", Who>;
export type Chain = Extract<PolicyRule["effect"], { kind: "approval" }>["chain"];
export type ChainSlot = Of<"chain", Chain>;

export type Slot =
  | MoneySlot
  | NumberSlot
  | ChoicesSlot
  | EitherSlot
  | WordsSlot
  | TextSlot
  | MomentSlot
  | WhoSlot
  | ChainSlot;

/** A part of a rule's sentence that stands there or does not. Its words are in the texts, by its name. */
export interface Phrase<Name extends string = string> {
  name: Name;
  isIn(rule: PolicyRule): boolean;
  /** With a figure to begin from, so that it stands in the sentence at once. */
  add(rule: PolicyRule): PolicyRule;
  remove(rule: PolicyRule): PolicyRule;
  /** By the names that its text has in braces. */
  slots: Record<string, Slot>;
}
