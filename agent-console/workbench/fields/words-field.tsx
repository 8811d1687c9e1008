import { TagsInput } from "@mantine/core";
import { useLanguage } from "../../text/language.tsx";
import { DropField } from "./drop-field.tsx";

interface Props {
  name: string;
  label: string;
  shown: string;
  value: string[];
  most: number;
  onChange(value: string[]): void;
}

/** Words of the shop's own: tiers, product types, SKUs. The last one stays, the phrase is taken away by the menu. */
export function WordsField({ name, label, shown, value, most, onChange }: Props) {
  const { t } = useLanguage();
  return (
    <DropField name={name} label={label} shown={shown} width={320}>
      <TagsInput
        label={label}
        description={t.workbench.rule.wordsHint}
        maxTags={most}
        maxLength={200}
        value={value}
        onChange={(words) => {
          const kept = words.map((word) => word.trim()).filter((word) => word !== "");
          if (kept.length > 0) onChange(kept);
        }}
        comboboxProps={{ withinPortal: false }}
      />
    </DropField>
  );
}
