import type { PolicyRule } from "../../../backend/contract/policy.ts";
import { capital, headInWords, type RuleWords, ruleInWords, slotInWords } from "./in-words.ts";
import { type Piece, sentencesOf } from "./sentence.ts";

/** Words that stayed, or a figure that went from one to another. */
export type ChangePart = { kind: "same"; text: string } | { kind: "moved"; before: string; after: string };

export interface PhraseChange {
  key: string;
  kind: "moved" | "added" | "removed";
  parts: ChangePart[];
}

/** One rule's difference to how it was. Added or removed ones are said as a whole. */
export interface RuleChange {
  ruleId: string;
  kind: "added" | "removed" | "changed";
  /** Who may do what. */
  subject: string;
  /** Of an added or removed rule: all of it. */
  sentence: string | null;
  phrases: PhraseChange[];
}

type Pieces = Map<string, Piece[]>;

/** A rule's pieces by what they say, without the joints between them. */
function phrasesOf(rule: PolicyRule, { t }: RuleWords): Pieces {
  const found: Pieces = new Map();
  for (const { key: line, pieces } of sentencesOf(rule, t)) {
    for (const piece of pieces) {
      const name = piece.key.split(".")[0] ?? "";
      if (name === "before" || name === "end") continue;
      // Several schedules bear one name; each has a line of its own.
      const key = name === "schedule" ? `schedule.${line}` : name;
      found.set(key, [...(found.get(key) ?? []), piece]);
    }
  }
  return found;
}

const hasMoney = (pieces: Piece[]) => pieces.some(({ kind, ...of }) => kind === "slot" && isMoney(of));
const isMoney = (of: object) => "slot" in of && (of.slot as { kind: string }).kind === "money";

interface Both {
  before: PolicyRule;
  after: PolicyRule;
}

const saidOf = (piece: Piece, rule: PolicyRule, words: RuleWords) =>
  piece.kind === "text" ? piece.text : slotInWords(piece.slot, rule, words);

function movedParts(pieces: Piece[], { before, after }: Both, words: RuleWords): ChangePart[] {
  return pieces.map((piece) => {
    const [was, is] = [saidOf(piece, before, words), saidOf(piece, after, words)];
    return was === is ? { kind: "same", text: is } : { kind: "moved", before: was, after: is };
  });
}

const wholly = (pieces: Piece[], rule: PolicyRule, words: RuleWords): ChangePart[] => [
  { kind: "same", text: pieces.map((piece) => saidOf(piece, rule, words)).join("") },
];

const coversCurrency = (pieces: Piece[], rule: PolicyRule, currency: string) =>
  pieces.every(
    (piece) =>
      piece.kind === "text" || piece.slot.kind !== "money" || piece.slot.read(rule)[currency] !== undefined,
  );

/** Figures in money are compared in each currency, all else once. */
function phraseChanges(both: Both, words: RuleWords, currencies: readonly string[]): PhraseChange[] {
  const was = phrasesOf(both.before, words);
  const is = phrasesOf(both.after, words);
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((name) => {
    const now = is.get(name);
    const then = was.get(name);
    const pieces = now ?? then ?? [];
    const spoken = hasMoney(pieces) ? currencies : currencies.slice(0, 1);
    return spoken.flatMap((currency): PhraseChange[] => {
      const inCurrency = { ...words, currency };
      const key = `${name}/${currency}`;
      if (now !== undefined && then !== undefined) {
        const parts = movedParts(now, both, inCurrency);
        return parts.some(({ kind }) => kind === "moved") ? [{ key, kind: "moved", parts }] : [];
      }
      const rule = now === undefined ? both.before : both.after;
      if (!coversCurrency(pieces, rule, currency)) return [];
      return [
        { key, kind: now === undefined ? "removed" : "added", parts: wholly(pieces, rule, inCurrency) },
      ];
    });
  });
}

/** Who may do what begins its line; all else goes on in one. */
function asSentence(change: PhraseChange): PhraseChange {
  const [first, ...rest] = change.parts;
  if (!change.key.startsWith("head/") || first === undefined) return change;
  const begun: ChangePart =
    first.kind === "same"
      ? { ...first, text: capital(first.text) }
      : { ...first, before: capital(first.before), after: capital(first.after) };
  return { ...change, parts: [begun, ...rest] };
}

/** What the draft makes different, rule by rule, in the order of the draft; what it takes away comes last. */
export function changesInWords(
  before: readonly PolicyRule[],
  after: readonly PolicyRule[],
  words: RuleWords,
  currencies: readonly string[],
): RuleChange[] {
  const old = new Map(before.map((rule) => [rule.id, rule]));
  const kept = new Set(after.map(({ id }) => id));
  const whole = (rule: PolicyRule, kind: "added" | "removed"): RuleChange => ({
    ruleId: rule.id,
    kind,
    subject: headInWords(rule, words),
    sentence: ruleInWords(rule, words),
    phrases: [],
  });
  const changed = after.flatMap((rule): RuleChange[] => {
    const was = old.get(rule.id);
    if (was === undefined) return [whole(rule, "added")];
    const phrases = phraseChanges({ before: was, after: rule }, words, currencies).map(asSentence);
    if (phrases.length === 0) return [];
    return [{ ruleId: rule.id, kind: "changed", subject: headInWords(rule, words), sentence: null, phrases }];
  });
  const removed = before.filter(({ id }) => !kept.has(id)).map((rule) => whole(rule, "removed"));
  return [...changed, ...removed];
}
