import type { PolicyRule } from "../../../backend/contract/policy.ts";
import type { Dictionary } from "../../text/dictionaries.ts";
import { type Piece, sentencesOf } from "./sentence.ts";
import type { Chain, ChoicesSlot, Slot, Who } from "./slots.ts";

/** All that turns a rule into a reader's words. A person who is gone has no name. */
export interface RuleWords {
  t: Dictionary;
  language: string;
  currency: string;
  money(amountMinor: number, currency: string): string;
  /** The storefront's: a schedule begins there. */
  timeZone: string;
  moment(at: number): string;
  personName(id: string): string | null;
  departmentName(id: string): string | null;
}

const listed = (items: string[], type: "conjunction" | "disjunction", language: string) =>
  new Intl.ListFormat(language, { type }).format(items);

function whoInWords(who: Who, { t, language, personName, departmentName }: RuleWords): string {
  const names = [
    ...who.roles.map((role) => t.rules.roles[role]),
    ...who.departmentIds.map((id) => departmentName(id) ?? t.rules.someone),
    ...who.personIds.map((id) => personName(id) ?? t.rules.someone),
  ];
  return names.length === 0 ? t.rules.nobody : listed(names, "conjunction", language);
}

function approverInWords(approver: Chain[number], words: RuleWords): string {
  const { t } = words;
  switch (approver.kind) {
    case "role":
      return t.rules.approvers[approver.role];
    case "person":
      return words.personName(approver.personId) ?? t.rules.someone;
    case "department":
      return words.departmentName(approver.departmentId) ?? t.rules.someone;
  }
}

function choicesInWords(slot: ChoicesSlot, chosen: string[], { t, language }: RuleWords): string {
  if (slot.list === "channels") {
    const names: Record<string, string> = t.rules.channels;
    return listed(
      chosen.map((each) => names[each] ?? each),
      "disjunction",
      language,
    );
  }
  if (chosen.length === 0) return t.rules.anyReason;
  const names: Record<string, string> = t.rules.reasons;
  return listed(
    chosen.map((each) => names[each] ?? each),
    "disjunction",
    language,
  );
}

/** What stands in a field, as it reads in the sentence. */
export function slotInWords(slot: Slot, rule: PolicyRule, words: RuleWords): string {
  const { t, currency, language } = words;
  switch (slot.kind) {
    case "money": {
      const minor = slot.read(rule)[currency];
      return minor === undefined ? t.rules.unset[slot.whenUnset] : words.money(minor, currency);
    }
    case "number":
      return slot.read(rule).toLocaleString(language);
    case "choices":
      return choicesInWords(slot, slot.read(rule), words);
    case "either": {
      const names: Record<string, string> = slot.options === "effect" ? t.rules.effects : t.rules.delivered;
      return names[slot.read(rule)] ?? "";
    }
    case "words":
      return listed(slot.read(rule), "disjunction", language);
    case "text":
      return slot.isLong ? `“${slot.read(rule)}”` : slot.read(rule);
    case "moment":
      return words.moment(slot.read(rule));
    case "who":
      return whoInWords(slot.read(rule), words);
    case "chain":
      return slot
        .read(rule)
        .map((each) => approverInWords(each, words))
        .join(t.rules.thenAsk);
  }
}

export const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

function piecesInWords(pieces: readonly Piece[], rule: PolicyRule, words: RuleWords): string {
  const said = pieces.map((piece) =>
    piece.kind === "text" ? piece.text : slotInWords(piece.slot, rule, words),
  );
  return capital(said.join(""));
}

/** The whole rule, as one reads it aloud. */
export function ruleInWords(rule: PolicyRule, words: RuleWords): string {
  return sentencesOf(rule, words.t)
    .map(({ pieces }) => piecesInWords(pieces, rule, words))
    .join(" ");
}

/** Only who may do what and why: how a change names the rule it is about. */
export function headInWords(rule: PolicyRule, words: RuleWords): string {
  const [main] = sentencesOf(rule, words.t);
  const head = main?.pieces.filter(({ key }) => key.startsWith("head.")) ?? [];
  return piecesInWords(head, rule, words);
}
