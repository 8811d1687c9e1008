import {
  Button,
  Modal,
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
import { useNow } from "./use-now.ts";

export const languageChoices = [
  { value: "en", label: "English" },
  { value: "zh-CN", label: "中文" },
];

export function AccountMenu() {
  const { t, locale, choose, moment } = useLanguage();
  const me = useMe();
  const { doors, signedOut } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [isOpen, setOpen] = useState(false);
  const [isAway, setAway] = useState(false);
  const now = useNow();
  // Signing out counts here even where the server cannot be told: nobody must stay signed in on this screen.
  const leave = (tell: () => Promise<unknown>) =>
    tell()
      .catch(() => null)
      .then(signedOut);

  const menu = (
    <Popover
      position="right-end"
      width={268}
      trapFocus
      returnFocus
      opened={isOpen}
      onChange={setOpen}
      onDismiss={() => setOpen(false)}
    >
      <Popover.Target>
        <UnstyledButton className={classes.account} onClick={() => setOpen(!isOpen)}>
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
                variant="default"
                onClick={() => {
                  setOpen(false);
                  setAway(true);
                }}
              >
                {t.common.account.away}
              </Button>
              {me.delegate !== null && (
                <Text size="xs" c="dimmed">
                  {t.common.account.handedOver(
                    me.delegate.name,
                    moment(me.delegate.from, now),
                    moment(me.delegate.until, now),
                  )}
                </Text>
              )}
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
  return (
    <>
      {menu}
      <Modal opened={isAway} onClose={() => setAway(false)} title={t.common.account.away}>
        <DelegateForm />
      </Modal>
    </>
  );
}
