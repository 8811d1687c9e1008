import type { PolicyRule } from "../../../backend/contract/policy.ts";
import type { ClaimReason } from "../../../backend/contract/vocabulary.ts";
import { capPhrases } from "./cap-phrases.ts";
import { evidencePhrases } from "./evidence-phrases.ts";
import type { Phrase } from "./slots.ts";

export type HeadName = "head" | "sentence" | "chain";
type EffectKind = PolicyRule["effect"]["kind"];

/** Of a rule that asks for an approval without naming anybody: any supervisor. */
const firstChain = [{ kind: "role" as const, role: "supervisor" as const }];

/**
 * A rule that grants nothing has no limits and asks for no photo: they go with the effect. `firstSentence` is what an
 * agent reads until the supervisor has written better.
 */
function withEffect(rule: PolicyRule, kind: EffectKind, firstSentence: string): PolicyRule {
  if (kind === rule.effect.kind) return rule;
  if (kind === "grant") return { ...rule, effect: { kind } };
  const bare = [...capPhrases, ...evidencePhrases].reduce((each, phrase) => phrase.remove(each), rule);
  const without = { ...bare, schedules: [] };
  if (kind === "refuse") return { ...without, effect: { kind, sentence: firstSentence } };
  return { ...without, effect: { kind, chain: [...firstChain] } };
}

const always = { isIn: () => true, add: (rule: PolicyRule) => rule, remove: (rule: PolicyRule) => rule };

/** Who may what, for which reasons. `firstSentence` as for `withEffect`. */
export const headPhrase = (firstSentence: string): Phrase<HeadName> => ({
  ...always,
  name: "head",
  slots: {
    who: {
      kind: "who",
      read: ({ roles, departmentIds, personIds }) => ({ roles, departmentIds, personIds }),
      write: (rule, who) => ({ ...rule, ...who }),
    },
    effect: {
      kind: "either",
      options: "effect",
      read: (rule) => rule.effect.kind,
      write: (rule, kind) => withEffect(rule, kind as EffectKind, firstSentence),
    },
    reasons: {
      kind: "choices",
      list: "reasons",
      read: (rule) => rule.reasons,
      write: (rule, list) => ({ ...rule, reasons: list as ClaimReason[] }),
    },
  },
});

/** What the agent is told where the rule refuses. */
export const sentencePhrase: Phrase<HeadName> = {
  ...always,
  name: "sentence",
  isIn: (rule) => rule.effect.kind === "refuse",
  slots: {
    sentence: {
      kind: "text",
      isLong: true,
      read: (rule) => (rule.effect.kind === "refuse" ? rule.effect.sentence : ""),
      write: (rule, sentence) => ({ ...rule, effect: { kind: "refuse", sentence } }),
    },
  },
};

/** Who is asked, in which order, where the rule asks for an approval. */
export const chainPhrase: Phrase<HeadName> = {
  ...always,
  name: "chain",
  isIn: (rule) => rule.effect.kind === "approval",
  slots: {
    chain: {
      kind: "chain",
      read: (rule) => (rule.effect.kind === "approval" ? rule.effect.chain : []),
      write: (rule, chain) => ({ ...rule, effect: { kind: "approval", chain } }),
    },
  },
};
