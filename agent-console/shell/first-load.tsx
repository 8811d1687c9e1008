import { Loader } from "@mantine/core";
import { useLanguage } from "../text/language.tsx";
import { Blank } from "./blank.tsx";
import classes from "./shell.module.css";

export function FirstLoad() {
  const { t } = useLanguage();
  return (
    <main className={classes.alone} aria-busy="true">
      <Loader size="sm" aria-label={t.common.loading} />
    </main>
  );
}

export function Unreachable({ onRetry }: { onRetry(): void }) {
  const { t } = useLanguage();
  return (
    <main className={classes.alone}>
      <Blank
        title={t.common.notLoaded}
        hint={t.common.errors.unreachable}
        action={{ label: t.common.retry, run: onRetry }}
        isAlarm
      />
    </main>
  );
}
