import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./case.module.css";

interface Props {
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}

export function Block({ title, aside, children }: Props) {
  return (
    <section className={classes.block}>
      <header className={classes.blockHead}>
        <Title order={2} size="sm">
          {title}
        </Title>
        {aside}
      </header>
      {children}
    </section>
  );
}
