import { type KeyboardEvent, useState } from "react";
import { widthOf } from "./field-width.ts";
import classes from "./fields.module.css";

interface Props {
  label: string;
  /** As it reads while nobody types, and as `onType` must take it: one may change a figure in the middle of it. */
  shown: string;
  isUnset?: boolean;
  inputMode: "decimal" | "numeric";
  name: string;
  /** False: this is no such figure. */
  onType(text: string): boolean;
  /** It was left empty. */
  onEmpty?(): void;
  onStep(direction: 1 | -1): void;
  onFocus?(): void;
}

/** A figure in the middle of a sentence: as wide as it is, typed over at once, moved by the arrow keys. */
export function TypedField(props: Props) {
  const { label, shown, isUnset, inputMode, name, onType, onEmpty, onStep, onFocus } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const text = typed ?? shown;

  function keyed(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Escape" || event.key === "Enter") event.currentTarget.blur();
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    setTyped(null);
    setWrong(false);
    onStep(event.key === "ArrowUp" ? 1 : -1);
  }
  return (
    <input
      className={classes.field}
      style={{ width: widthOf(text) }}
      aria-label={label}
      aria-invalid={isWrong || undefined}
      data-unset={(isUnset && typed === null) || undefined}
      data-field={name}
      inputMode={inputMode}
      autoComplete="off"
      value={text}
      onMouseDown={(event) => {
        if (document.activeElement === event.currentTarget) return;
        // The press would put the caret somewhere into the figure that is to be typed over.
        event.preventDefault();
        event.currentTarget.focus();
      }}
      onFocus={(event) => {
        event.currentTarget.select();
        onFocus?.();
      }}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setTyped(next);
        setWrong(next.trim() !== "" && !onType(next));
      }}
      onKeyDown={keyed}
      onBlur={() => {
        if (typed !== null && typed.trim() === "" && !isUnset) onEmpty?.();
        setTyped(null);
        setWrong(false);
      }}
    />
  );
}
