import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useLanguage } from "../text/language.tsx";
import { amountText, parseAmount } from "../text/money-text.ts";

interface Props {
  label: string;
  currency: string;
  minor: number | null;
  whenEmpty: string;
  onChange: ((minor: number | null) => void) | null;
}

/** One figure of one rule in one currency. Empty means what the column says: not covered, no limit, never asked. */
export function AmountCell({ label, currency, minor, whenEmpty, onChange }: Props) {
  const { exactMoney } = useLanguage();
  const asText = minor === null ? "" : amountText(minor, currency);
  const [typed, setTyped] = useState<string | null>(null);
  if (onChange === null) return minor === null ? whenEmpty : exactMoney(minor, currency);
  const parsed = parseAmount(typed ?? asText, currency);
  const isWrong = parsed.kind === "not_an_amount" || parsed.kind === "too_many_decimals";
  return (
    <TextInput
      size="xs"
      miw={104}
      aria-label={label}
      inputMode="decimal"
      placeholder={whenEmpty}
      value={typed ?? asText}
      error={isWrong}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const next = parseAmount(text, currency);
        if (next.kind === "amount") onChange(next.amountMinor);
        else if (next.kind === "empty") onChange(null);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
