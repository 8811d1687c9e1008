import { Text } from "@mantine/core";
import { useLanguage } from "../text/language.tsx";
import { useAsk } from "../wire/use-ask.ts";
import type { Asked } from "./asked.ts";

/** Says what of the period no person did, so that nobody takes a demo's figures for the shop's own. */
export function GeneratedNote({ asked: { storefrontId, from, to } }: { asked: Asked }) {
  const { t } = useLanguage();
  const { data } = useAsk("figures.generated", { storefrontId, from, to });
  if (data === undefined || data.generated === 0) return null;
  return (
    <Text size="sm" c="dimmed" role="note">
      {t.figures.generated(data.generated, data.of)}
    </Text>
  );
}
