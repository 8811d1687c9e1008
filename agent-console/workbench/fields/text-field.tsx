import { Textarea } from "@mantine/core";
import { DropField } from "./drop-field.tsx";

interface Props {
  name: string;
  label: string;
  shown: string;
  value: string;
  isLong: boolean;
  onChange(value: string): void;
}

export function TextField({ name, label, shown, value, isLong, onChange }: Props) {
  return (
    <DropField name={name} label={label} shown={shown} width={340}>
      <Textarea
        label={label}
        autosize
        minRows={isLong ? 2 : 1}
        maxRows={8}
        maxLength={isLong ? 1000 : 200}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </DropField>
  );
}
