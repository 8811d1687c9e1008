import { Group, SegmentedControl, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Locale } from "../../backend/contract/vocabulary.ts";
import { languageChoices } from "../shell/account-menu.tsx";
import { useLanguage } from "../text/language.tsx";
import classes from "./sign-in.module.css";

/** What stands around everything before the console: the name of the house and the choice of language. */
export function DoorFrame({ children }: { children: ReactNode }) {
  const { t, locale, choose } = useLanguage();
  return (
    <main className={classes.frame}>
      <div className={classes.card}>
        <Group gap={10} mb="lg">
          <img src="/console/icon.svg" alt="" width={30} height={30} />
          <Text fw={700} size="lg">
            {t.common.product}
          </Text>
        </Group>
        {children}
      </div>
      <SegmentedControl
        mt="md"
        size="xs"
        aria-label={t.common.account.language}
        value={locale}
        onChange={(value) => choose(value as Locale)}
        data={languageChoices}
      />
    </main>
  );
}
