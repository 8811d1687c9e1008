/** @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { Icon } from "../views/icons.tsx";

interface ChoiceProps {
  title: ComponentChildren;
  hint?: ComponentChildren;
  aside?: ComponentChildren;
  isBusy?: boolean;
  isDisabled?: boolean;
  onChoose(): void;
}

/** One answer; the tap on it is also the way on. */
export function Choice({ title, hint, aside, isBusy, isDisabled, onChoose }: ChoiceProps) {
  return (
    <button type="button" class="choice" aria-busy={isBusy} disabled={isDisabled} onClick={onChoose}>
      <span class="texts">
        <strong>{title}</strong>
        {hint !== undefined && hint !== "" && <span>{hint}</span>}
      </span>
      {aside !== undefined && <span class="aside">{aside}</span>}
      <Icon name="forward" size={18} />
    </button>
  );
}
