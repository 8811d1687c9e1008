import classes from "./fields.module.css";

interface Props {
  name: string;
  label: string;
  options: { value: string; label: string }[];
  value: string;
  onChange(value: string): void;
}

export function EitherField({ name, label, options, value, onChange }: Props) {
  return (
    <select
      className={`${classes.field} ${classes.either}`}
      aria-label={label}
      data-field={name}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
