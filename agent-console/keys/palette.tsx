import { Spotlight, spotlight } from "@mantine/spotlight";
import { IconSearch } from "../shell/icons.tsx";
import { useLanguage } from "../text/language.tsx";
import { useStore } from "../wire/store.ts";
import { useRegistry } from "./acts.tsx";
import { KeyCaps } from "./key-caps.tsx";

const groups = ["ticket", "list", "go", "general"] as const;

/** Everything that can be done from here, by name. */
export function Palette() {
  const { t } = useLanguage();
  const acts = useStore(useRegistry().acts);
  return (
    <Spotlight
      shortcut={null}
      attributes={{ content: { "aria-label": t.keys.palette } }}
      actions={groups.map((group) => ({
        group: t.keys.groups[group],
        actions: acts
          .filter((act) => act.group === group)
          .map(({ id, title, keys, run }) => ({
            id,
            label: title,
            onClick: run,
            rightSection: <KeyCaps keys={keys} />,
          })),
      }))}
      nothingFound={t.keys.nothing}
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch />,
        placeholder: t.keys.palette,
        "aria-label": t.keys.palette,
      }}
    />
  );
}

export const openPalette = () => spotlight.open();
