import { Popover } from "@mantine/core";
import { type ReactNode, useState } from "react";
import classes from "./fields.module.css";

interface Props {
  name: string;
  label: string;
  shown: string;
  width?: number;
  isUnset?: boolean;
  children: ReactNode;
}

/** Words in the middle of a sentence that open what they can be changed with. */
export function DropField({ name, label, shown, width = 280, isUnset = false, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus shadow="md" width={width} position="bottom-start">
      <Popover.Target>
        <button
          type="button"
          className={classes.field}
          data-field={name}
          data-unset={isUnset || undefined}
          aria-label={`${label}: ${shown}`}
          onClick={() => setOpen(!isOpen)}
        >
          {shown}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <div className={classes.drop}>{children}</div>
      </Popover.Dropdown>
    </Popover>
  );
}
