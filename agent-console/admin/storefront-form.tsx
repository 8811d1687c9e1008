import {
  Button,
  ColorInput,
  Input,
  Modal,
  SegmentedControl,
  Select,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { StorefrontSettings } from "../../backend/contract/commands/administration.ts";
import type { StorefrontRow } from "../../backend/contract/queries/office.ts";
import { locales, merchantAdapters } from "../../backend/contract/vocabulary.ts";
import { useLanguage } from "../text/language.tsx";
import { told, useCommand } from "../wire/use-command.ts";

const fresh: StorefrontSettings = {
  name: "",
  origins: [],
  accent: "#0b6b64",
  position: "right",
  locale: "en",
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  merchant: { adapter: "manual", url: null },
};

function isOrigin(line: string): boolean {
  try {
    return /^https?:$/.test(new URL(line).protocol);
  } catch {
    return false;
  }
}

export function StorefrontForm({
  storefront,
  onClose,
}: {
  storefront: StorefrontRow | null;
  onClose(): void;
}) {
  const { t } = useLanguage();
  const { run, isRunning } = useCommand();
  const [settings, setSettings] = useState(storefront?.settings ?? fresh);
  const [origins, setOrigins] = useState((storefront?.settings.origins ?? []).join("\n"));
  const change = (part: Partial<StorefrontSettings>) => setSettings({ ...settings, ...part });
  const lines = origins.split(/\s+/).filter((line) => line !== "");
  const areOriginsWrong = !lines.every(isOrigin);
  const { merchant } = settings;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (areOriginsWrong) return;
    const answered = await run("storefront.save", {
      storefrontId: storefront?.storefrontId ?? null,
      settings: {
        ...settings,
        origins: lines,
        merchant: { ...merchant, url: merchant.adapter === "webhook" ? merchant.url : null },
      },
    });
    if (!answered.ok) return;
    told(t.admin.saved);
    onClose();
  }

  return (
    <Modal opened onClose={onClose} title={storefront?.settings.name ?? t.admin.addStorefront} size="lg">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            data-autofocus
            label={t.admin.name}
            required
            withAsterisk={false}
            maxLength={200}
            value={settings.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Textarea
            label={t.admin.origins}
            description={t.admin.originsHint}
            autosize
            minRows={2}
            value={origins}
            error={areOriginsWrong ? t.admin.badOrigin : undefined}
            onChange={(event) => setOrigins(event.currentTarget.value)}
          />
          <ColorInput
            label={t.admin.accent}
            description={t.admin.accentHint}
            format="hex"
            value={settings.accent}
            onChange={(accent) => change({ accent })}
            eyeDropperButtonProps={{ "aria-label": t.admin.accent }}
          />
          <Input.Wrapper label={t.admin.position} labelElement="div">
            <SegmentedControl
              display="flex"
              w="fit-content"
              aria-label={t.admin.position}
              value={settings.position}
              onChange={(value) => change({ position: value as "left" | "right" })}
              data={[
                { value: "left", label: t.admin.left },
                { value: "right", label: t.admin.right },
              ]}
            />
          </Input.Wrapper>
          <Select
            label={t.admin.locale}
            data={locales.map((value) => ({ value, label: t.admin.languages[value] }))}
            value={settings.locale}
            onChange={(value) => change({ locale: value as StorefrontSettings["locale"] })}
          />
          <Select
            label={t.admin.timeZone}
            description={t.admin.timeZoneHint}
            searchable
            limit={60}
            data={[...new Set([settings.timeZone, "UTC", ...Intl.supportedValuesOf("timeZone")])]}
            value={settings.timeZone}
            onChange={(value) => change({ timeZone: value ?? "UTC" })}
          />
          <Select
            label={t.admin.merchant}
            data={merchantAdapters.map((value) => ({ value, label: t.admin[value] }))}
            value={merchant.adapter}
            onChange={(value) =>
              change({
                merchant: { ...merchant, adapter: value as StorefrontSettings["merchant"]["adapter"] },
              })
            }
          />
          {merchant.adapter === "webhook" && (
            <TextInput
              label={t.admin.merchantUrl}
              type="url"
              required
              withAsterisk={false}
              value={merchant.url ?? ""}
              onChange={(event) => change({ merchant: { ...merchant, url: event.currentTarget.value } })}
            />
          )}
          <Button type="submit" loading={isRunning}>
            {t.common.save}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
