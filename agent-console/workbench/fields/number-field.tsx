import { useLanguage } from "../../text/language.tsx";
import { TypedField } from "./typed-field.tsx";

interface Props {
  name: string;
  label: string;
  value: number;
  least: number;
  most: number;
  onChange(value: number): void;
}

export function NumberField({ name, label, value, least, most, onChange }: Props) {
  const { language } = useLanguage();
  const within = (next: number) => Math.min(most, Math.max(least, next));
  return (
    <TypedField
      name={name}
      label={label}
      inputMode="numeric"
      shown={value.toLocaleString(language)}
      onStep={(direction) => onChange(within(value + direction))}
      onType={(text) => {
        const bare = text.replace(/[\s,.]/g, "");
        const next = Number(bare);
        const isGood = /^\d+$/.test(bare) && next >= least && next <= most;
        if (isGood) onChange(next);
        return isGood;
      }}
    />
  );
}
