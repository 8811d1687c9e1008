import type { PolicyRule } from "../../../backend/contract/policy.ts";
import type { Dictionary } from "../../text/dictionaries.ts";
import { capPhrases } from "./cap-phrases.ts";
import { conditionPhrases } from "./condition-phrases.ts";
import { evidencePhrases, schedulePhrase } from "./evidence-phrases.ts";
import { chainPhrase, headPhrase, sentencePhrase } from "./head-phrases.ts";
import type { Phrase, Slot } from "./slots.ts";

export type PhraseName = keyof Dictionary["rules"]["phrase"];

export type Piece =
  | { kind: "text"; key: string; text: string }
  | { kind: "slot"; key: string; phrase: PhraseName | "head"; field: string; slot: Slot };

/** One sentence of a rule; the first says who may do what, the others what goes with it. */
export interface Line {
  key: string;
  pieces: Piece[];
}

type Named = Phrase<PhraseName | "head">;

/** "up to {amount} per order" in its words and fields. */
function piecesOf(phrase: Named, template: string): Piece[] {
  return template
    .split(/(\{\w+\})/)
    .filter((part) => part !== "")
    .map((part, index) => {
      const field = /^\{(\w+)\}$/.exec(part)?.[1];
      const key = `${phrase.name}.${field ?? index}`;
      const slot = field === undefined ? undefined : phrase.slots[field];
      if (slot === undefined || field === undefined) return { kind: "text", key, text: part };
      return { kind: "slot", key, phrase: phrase.name, field, slot };
    });
}

const text = (key: string, words: string): Piece => ({ kind: "text", key, text: words });

interface Joined {
  lead: string;
  phrases: Phrase<PhraseName>[];
}

/** "…, if A, B and C", nothing where nothing is said. */
function joined({ lead, phrases }: Joined, t: Dictionary): Piece[] {
  const { between, last } = t.rules.joins;
  return phrases.flatMap((phrase, index) => {
    const before = index === 0 ? lead : index === phrases.length - 1 ? last : between;
    return [
      text(`before.${phrase.name}`, before),
      ...piecesOf(phrase, t.rules.phrase[phrase.name as PhraseName]),
    ];
  });
}

/** A rule that grants says its limit per order even while it has none. */
const isSaid = (rule: PolicyRule) => (phrase: Phrase<PhraseName>) =>
  phrase.isIn(rule) || (phrase.name === "perOrder" && rule.effect.kind === "grant");

export function sentencesOf(rule: PolicyRule, t: Dictionary): Line[] {
  const { joins, doing, phrase: words } = t.rules;
  const said = isSaid(rule);
  const head = rule.reasons.length === 0 ? t.rules.headAny : t.rules.head;
  const end = text("end", joins.end);
  const main: Piece[] = [
    ...piecesOf(headPhrase(t.workbench.rule.firstSentence), head(doing[rule.remedy])),
    ...joined({ lead: joins.conditions, phrases: conditionPhrases.filter(said) }, t),
    ...joined({ lead: joins.caps, phrases: capPhrases.filter(said) }, t),
    end,
  ];
  const lines: Line[] = [{ key: "main", pieces: main }];
  for (const phrase of [sentencePhrase, chainPhrase]) {
    if (!phrase.isIn(rule)) continue;
    const pieces = piecesOf(phrase, words[phrase.name as PhraseName]);
    // What is quoted ends by itself.
    lines.push({ key: phrase.name, pieces: phrase.name === "sentence" ? pieces : [...pieces, end] });
  }
  const evidence = evidencePhrases.filter(said);
  if (evidence.length > 0) {
    lines.push({
      key: "evidence",
      pieces: [...joined({ lead: joins.evidence, phrases: evidence }, t), end],
    });
  }
  for (const { id } of rule.schedules) {
    lines.push({ key: id, pieces: [...piecesOf(schedulePhrase(id), words.schedule), end] });
  }
  return lines;
}

/** What the menu offers: what may stand in such a rule, said or not. */
export function phrasesFor(rule: PolicyRule): Record<"condition" | "cap" | "evidence", Phrase<PhraseName>[]> {
  const isGrant = rule.effect.kind === "grant";
  // A limit that was set while the rule still granted can be taken away, even where none can be added.
  const offered = (phrases: Phrase<PhraseName>[]) =>
    isGrant ? phrases : phrases.filter((phrase) => phrase.isIn(rule));
  return { condition: conditionPhrases, cap: offered(capPhrases), evidence: offered(evidencePhrases) };
}
