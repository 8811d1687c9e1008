import type { PolicyRule } from "../../../backend/contract/policy.ts";
import { channels, claimReasons } from "../../../backend/contract/vocabulary.ts";
import { useLanguage } from "../../text/language.tsx";
import { withAmount } from "../rules/amounts.ts";
import { type RuleWords, slotInWords } from "../rules/in-words.ts";
import type { Slot } from "../rules/slots.ts";
import { ChainField } from "./chain-field.tsx";
import { ChoicesField } from "./choices-field.tsx";
import { EitherField } from "./either-field.tsx";
import { MomentField } from "./moment-field.tsx";
import { MoneyField } from "./money-field.tsx";
import { NumberField } from "./number-field.tsx";
import { TextField } from "./text-field.tsx";
import type { Directory } from "./use-directory.ts";
import { WhoField } from "./who-field.tsx";
import { WordsField } from "./words-field.tsx";

interface Props {
  name: string;
  label: string;
  slot: Slot;
  rule: PolicyRule;
  words: RuleWords;
  /** How it stands in its place: a sentence begins with a capital. */
  said(text: string): string;
  directory: Directory;
  onChange(rule: PolicyRule): void;
  onFocus?(): void;
}

const optionsOf = (names: Record<string, string>, values: readonly string[]) =>
  values.map((value) => ({ value, label: names[value] ?? value }));

/** The field of one place in a rule's sentence. */
export function SlotField({ name, label, slot, rule, words, said, directory, onChange, onFocus }: Props) {
  const { t } = useLanguage();
  const common = { name, label };
  const shown = said(slotInWords(slot, rule, words));
  switch (slot.kind) {
    case "money": {
      const amounts = slot.read(rule);
      return (
        <MoneyField
          {...common}
          key={words.currency}
          currency={words.currency}
          minor={amounts[words.currency] ?? null}
          whenUnset={t.rules.unset[slot.whenUnset]}
          onFocus={onFocus}
          onChange={(minor) => onChange(slot.write(rule, withAmount(amounts, words.currency, minor)))}
        />
      );
    }
    case "number":
      return (
        <NumberField
          {...common}
          value={slot.read(rule)}
          least={slot.least}
          most={slot.most}
          onChange={(value) => onChange(slot.write(rule, value))}
        />
      );
    case "choices": {
      const options =
        slot.list === "reasons"
          ? optionsOf(t.words.reasons, claimReasons)
          : optionsOf(t.rules.channels, channels);
      const change = (value: string[]) => {
        // No channel at all means every channel: the phrase is taken away by the menu, not by the last tick.
        if (slot.list === "reasons" || value.length > 0) onChange(slot.write(rule, value));
      };
      return (
        <ChoicesField {...common} shown={shown} options={options} value={slot.read(rule)} onChange={change} />
      );
    }
    case "either": {
      const options =
        slot.options === "effect"
          ? optionsOf(t.rules.effects, ["grant", "refuse", "approval"])
          : optionsOf(t.rules.delivered, ["yes", "no"]);
      const change = (value: string) => onChange(slot.write(rule, value));
      return <EitherField {...common} options={options} value={slot.read(rule)} onChange={change} />;
    }
    case "words":
      return (
        <WordsField
          {...common}
          shown={shown}
          most={slot.most}
          value={slot.read(rule)}
          onChange={(value) => onChange(slot.write(rule, value))}
        />
      );
    case "text":
      return (
        <TextField
          {...common}
          shown={shown}
          isLong={slot.isLong}
          value={slot.read(rule)}
          onChange={(value) => onChange(slot.write(rule, value))}
        />
      );
    case "moment":
      return (
        <MomentField
          {...common}
          timeZone={words.timeZone}
          value={slot.read(rule)}
          onChange={(at) => onChange(slot.write(rule, at))}
        />
      );
    case "who":
      return (
        <WhoField
          {...common}
          shown={shown}
          directory={directory}
          value={slot.read(rule)}
          onChange={(who) => onChange(slot.write(rule, who))}
        />
      );
    case "chain":
      return (
        <ChainField
          {...common}
          shown={shown}
          directory={directory}
          value={slot.read(rule)}
          onChange={(chain) => onChange(slot.write(rule, chain))}
        />
      );
  }
}
