import { useLanguage } from "../../text/language.tsx";
import { parseAmount } from "../../text/money-text.ts";
import { stepped } from "./stepped.ts";
import { TypedField } from "./typed-field.tsx";

interface Props {
  name: string;
  label: string;
  currency: string;
  minor: number | null;
  whenUnset: string;
  onChange(minor: number | null): void;
  onFocus?(): void;
}

/** An amount in one currency; left empty, it is none. */
export function MoneyField({ name, label, currency, minor, whenUnset, onChange, onFocus }: Props) {
  const { money } = useLanguage();
  return (
    <TypedField
      name={name}
      label={`${label} (${currency})`}
      inputMode="decimal"
      shown={minor === null ? whenUnset : money(minor, currency)}
      isUnset={minor === null}
      onFocus={onFocus}
      onEmpty={() => onChange(null)}
      onStep={(direction) => onChange(stepped(minor ?? 0, direction, 1_000_000_000_000))}
      onType={(text) => {
        const typed = parseAmount(text, currency);
        if (typed.kind === "amount") onChange(typed.amountMinor);
        return typed.kind === "amount";
      }}
    />
  );
}
