import type { ReactNode } from "react";
import classes from "./workbench.module.css";

interface Props {
  title: string;
  /** It came by itself and must be heard; else it is a place of its own. */
  isAlert?: boolean;
  label?: string;
  children?: ReactNode;
}

/** Something that others did and that one has to decide about. */
export function Notice({ title, isAlert = false, label, children }: Props) {
  return (
    <section className={classes.notice} role={isAlert ? "alert" : undefined} aria-label={label ?? title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
