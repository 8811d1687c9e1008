import { Button, NumberInput, Popover, Stack, Switch } from "@mantine/core";
import { useState } from "react";
import type { Workbench } from "../../../backend/contract/queries/policies.ts";
import { IconSliders } from "../../shell/icons.tsx";
import { useLanguage } from "../../text/language.tsx";
import type { ReleaseDesk } from "./use-release.ts";

interface Props {
  settings: Workbench["settings"];
  desk: ReleaseDesk;
}

/** Whether widening takes two, and when approvers who do not answer are reminded. */
export function SettingsForm({ settings, desk }: Props) {
  const { t } = useLanguage();
  const say = t.workbench.release.settings;
  const [isOpen, setOpen] = useState(false);
  const [next, setNext] = useState(settings);
  const minutes = (field: "remindAfterMinutes" | "escalateAfterMinutes") => ({
    label: say[field],
    size: "xs" as const,
    min: 5,
    max: 10_080,
    suffix: ` ${say.minutes}`,
    clampBehavior: "blur" as const,
    value: next[field],
    onChange: (value: number | string) => {
      if (typeof value === "number") setNext({ ...next, [field]: value });
    },
  });
  function toggle() {
    setNext(settings);
    setOpen(!isOpen);
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus width={320} position="bottom-end" shadow="md">
      <Popover.Target>
        <Button variant="subtle" size="xs" leftSection={<IconSliders size={15} />} onClick={toggle}>
          {say.title}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={say.title}>
        <Stack gap="sm">
          <Switch
            label={say.needsSecond}
            description={say.needsSecondHint}
            checked={next.needsSecond}
            onChange={(event) => setNext({ ...next, needsSecond: event.currentTarget.checked })}
          />
          <NumberInput {...minutes("remindAfterMinutes")} />
          <NumberInput {...minutes("escalateAfterMinutes")} />
          <Button
            size="xs"
            loading={desk.isRunning}
            onClick={() => void desk.settings(next).then((isDone) => isDone && setOpen(false))}
          >
            {t.common.save}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
