import { Skeleton, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useLanguage } from "../text/language.tsx";
import { Blank } from "./blank.tsx";
import classes from "./page.module.css";

interface PageProps {
  title: string;
  hint?: string;
  aside?: ReactNode;
  isNarrow?: boolean;
  isWide?: boolean;
  children: ReactNode;
}

/** A page of the office: a title, what it is for, and its contents. */
export function Page({ title, hint, aside, isNarrow = false, isWide = false, children }: PageProps) {
  return (
    <main className={classes.page}>
      <div className={classes.inner} data-narrow={isNarrow || undefined} data-wide={isWide || undefined}>
        <header className={classes.head}>
          <div>
            <Title order={1} size="xl">
              {title}
            </Title>
            {hint !== undefined && (
              <Text size="sm" c="dimmed" maw={640} mt={4} className={classes.hint}>
                {hint}
              </Text>
            )}
          </div>
          {aside}
        </header>
        {children}
      </div>
    </main>
  );
}

const bars = ["1", "2", "3", "4", "5", "6", "7", "8"];

/** While something is fetched: the place it will take. */
export function Waiting({ rows = 4 }: { rows?: number }) {
  const { t } = useLanguage();
  return (
    <div className={classes.waiting} aria-busy="true" role="status" aria-label={t.common.loading}>
      {bars.slice(0, rows).map((bar) => (
        <Skeleton key={bar} height={44} radius="md" />
      ))}
    </div>
  );
}

export function NotLoaded({ onRetry }: { onRetry(): void }) {
  const { t } = useLanguage();
  return <Blank title={t.common.notLoaded} action={{ label: t.common.retry, run: onRetry }} isAlarm />;
}
