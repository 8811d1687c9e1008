import { useLanguage } from "../../text/language.tsx";
import { instantOf, wallTime, zoneName } from "../../text/zone-time.ts";
import classes from "./fields.module.css";

interface Props {
  name: string;
  label: string;
  /** In which it is typed and read, wherever the reader is: the one in which it will hold. */
  timeZone: string;
  value: number;
  onChange(at: number): void;
}

export function MomentField({ name, label, timeZone, value, onChange }: Props) {
  const { language } = useLanguage();
  const zone = zoneName(value, timeZone, language);
  return (
    <span className={classes.zoned}>
      <input
        type="datetime-local"
        className={`${classes.field} ${classes.moment}`}
        aria-label={label}
        aria-description={`${zone}, ${timeZone}`}
        data-field={name}
        value={wallTime(value, timeZone)}
        onChange={(event) => {
          const at = instantOf(event.currentTarget.value, timeZone);
          if (at !== null) onChange(at);
        }}
      />
      <small title={timeZone} aria-hidden="true">
        {zone}
      </small>
    </span>
  );
}
