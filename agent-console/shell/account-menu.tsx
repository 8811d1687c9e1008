import {
  Button,
  Popover,
  SegmentedControl,
  Stack,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
} from "@mantine/core";
import { useState } from "react";
import type { Locale } from "../../backend/contract/vocabulary.ts";
import { useLanguage } from "../text/language.tsx";
import { useMe, useSession } from "../wire/session.tsx";
import { DelegateForm } from "./delegate-form.tsx";
import { Face } from "./face.tsx";
import { isDepartment } from "./places.ts";
import classes from "./shell.module.css";

export const languageChoices = [
  { value: "en", label: "English" },
  { value: "zh-CN", label: "中文" },
];

export function AccountMenu() {
  const { t, locale, choose } = useLanguage();
  const me = useMe();
  const { doors, signedOut } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [isAwayOpen, setAwayOpen] = useState(me.delegate !== null);
  // Signing out counts here even where the server cannot be told: nobody must stay signed in on this screen.
  const leave = (tell: () => Promise<unknown>) =>
    tell()
      .catch(() => null)
      .then(signedOut);

  return (
    <Popover position="right-end" width={268} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.account}>
          <Face name={me.name} />
          <VisuallyHidden>{t.common.nav.account}</VisuallyHidden>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.common.nav.account}>
        <Text size="sm" fw={600}>
          {t.common.account.signedInAs(me.name)}
        </Text>
        <Text size="xs" c="dimmed" mb="sm">
          {t.words.roles[me.role]} · {me.email}
        </Text>
        <Stack gap={8}>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={t.common.account.language}
            value={locale}
            onChange={(value) => choose(value as Locale)}
            data={languageChoices}
          />
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={t.common.account.colours}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as "light" | "dark" | "auto")}
            data={(["light", "dark", "auto"] as const).map((value) => ({
              value,
              label: t.common.account[value],
            }))}
          />
          {!isDepartment(me) && (
            <>
              <Button
                size="xs"
                variant="subtle"
                aria-expanded={isAwayOpen}
                onClick={() => setAwayOpen(!isAwayOpen)}
              >
                {t.common.account.away}
              </Button>
              {isAwayOpen && <DelegateForm />}
            </>
          )}
          <Button size="xs" variant="default" onClick={() => leave(doors.signOut)}>
            {t.common.account.signOut}
          </Button>
          <Button size="xs" variant="subtle" onClick={() => leave(doors.signOutEverywhere)}>
            {t.common.account.signOutEverywhere}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
