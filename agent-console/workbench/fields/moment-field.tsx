import classes from "./fields.module.css";

interface Props {
  name: string;
  label: string;
  value: number;
  onChange(at: number): void;
}

/** As the browser's own field writes a time in the reader's zone. */
function localText(at: number): string {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function MomentField({ name, label, value, onChange }: Props) {
  return (
    <input
      type="datetime-local"
      className={`${classes.field} ${classes.moment}`}
      aria-label={label}
      data-field={name}
      value={localText(value)}
      onChange={(event) => {
        const at = new Date(event.currentTarget.value).getTime();
        if (Number.isFinite(at)) onChange(at);
      }}
    />
  );
}
