import type { FigureSlice } from "../../backend/contract/figures.ts";
import { useLanguage } from "../text/language.tsx";
import { countText } from "./figure-text.ts";
import classes from "./figures.module.css";
import plotClasses from "./plot.module.css";

/** One value of a figure: a chip above the plot, a column of the tables. */
export interface FigureValue<T> {
  key: string;
  label: string;
  text(figures: T): string;
  /** Of what is behind it; left out, it opens nothing. */
  slice?: FigureSlice;
  count?(figures: T): number;
  colour?: string;
}

/** Opens the cases behind a value: of a bucket, of a group, or of all. */
export type OpenValue<T> = (
  value: FigureValue<T>,
  of: { from: string; to: string; key?: string; name?: string },
) => void;

export function Chip<T>({ value, figures, onOpen }: { value: FigureValue<T>; figures: T; onOpen(): void }) {
  const { t, language } = useLanguage();
  const text = value.text(figures);
  const words = (
    <>
      {value.colour !== undefined && (
        <span className={`${classes.swatch} ${plotClasses[value.colour]}`} aria-hidden="true" />
      )}
      {value.label} <span className={classes.number}>{text}</span>
    </>
  );
  const count = value.count?.(figures) ?? 0;
  if (value.slice === undefined || count === 0) return <span className={classes.chip}>{words}</span>;
  return (
    <button
      type="button"
      className={classes.chip}
      aria-label={t.figures.openCases(value.label, text)}
      title={t.figures.cases(count).replace(String(count), countText(count, language))}
      onClick={onOpen}
    >
      {words}
    </button>
  );
}
