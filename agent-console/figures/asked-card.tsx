import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Blank } from "../shell/blank.tsx";
import { NotLoaded, Waiting } from "../shell/page.tsx";
import { useLanguage } from "../text/language.tsx";
import classes from "./figures.module.css";

interface Props<A> {
  title: string;
  query: { data: A | undefined; isError: boolean; isFetching: boolean; refetch(): unknown };
  isEmpty(answer: A): boolean;
  children(answer: A): ReactNode;
}

/** The states of a figure: on its way, broken, empty, or there; each figure has its own, so that one alone can fail. */
export function AskedCard<A>({ title, query, isEmpty, children }: Props<A>) {
  const { t } = useLanguage();
  const { data } = query;
  if (data !== undefined && !isEmpty(data))
    return <div aria-busy={query.isFetching || undefined}>{children(data)}</div>;
  return (
    <section className={classes.card} aria-label={title}>
      <Title order={2} size="md">
        {title}
      </Title>
      {data !== undefined && <Blank title={t.figures.nothing} hint={t.figures.nothingHint} />}
      {data === undefined && query.isError && <NotLoaded onRetry={() => void query.refetch()} />}
      {data === undefined && !query.isError && <Waiting rows={5} />}
    </section>
  );
}
