import { Checkbox } from "@mantine/core";
import { DropField } from "./drop-field.tsx";

interface Props {
  name: string;
  label: string;
  shown: string;
  options: { value: string; label: string }[];
  value: string[];
  onChange(value: string[]): void;
}

/** Several of a few: ticked in the order of the list, not of the ticking. */
export function ChoicesField({ name, label, shown, options, value, onChange }: Props) {
  const inOrder = (chosen: string[]) =>
    options.map((each) => each.value).filter((each) => chosen.includes(each));
  return (
    <DropField name={name} label={label} shown={shown}>
      <Checkbox.Group aria-label={label} value={value} onChange={(chosen) => onChange(inOrder(chosen))}>
        {options.map((option) => (
          <Checkbox key={option.value} value={option.value} label={option.label} size="sm" py={4} />
        ))}
      </Checkbox.Group>
    </DropField>
  );
}
