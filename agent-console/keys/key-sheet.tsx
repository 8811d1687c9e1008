import { Modal, Switch, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useLanguage } from "../text/language.tsx";
import { useStore } from "../wire/store.ts";
import { areBareKeysOn, turnBareKeys, useRegistry } from "./acts.tsx";
import { KeyCaps } from "./key-caps.tsx";
import classes from "./keys.module.css";

const groups = ["list", "ticket", "go", "general"] as const;

/** The `?` sheet: the keys that work on the screen one is on. */
export function KeySheet({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { t } = useLanguage();
  const acts = useStore(useRegistry().acts);
  const [areOn, setOn] = useState(areBareKeysOn);
  const fixed = [{ id: "submit", title: t.keys.submit, keys: "mod+Enter", group: "general" as const }];
  return (
    <Modal opened={isOpen} onClose={onClose} title={t.keys.title} size="lg">
      <Text size="sm" c="dimmed" mb="md">
        {t.keys.hint}
      </Text>
      <div className={classes.groups}>
        {groups.map((group) => {
          const ofGroup = [...acts, ...fixed].filter((act) => act.group === group);
          return ofGroup.length === 0 ? null : (
            <section key={group}>
              <Title order={3} size="sm" mb={4}>
                {t.keys.groups[group]}
              </Title>
              {ofGroup.map(({ id, title, keys }) => (
                <div key={id} className={classes.row}>
                  <Text size="sm">{title}</Text>
                  <KeyCaps keys={keys} />
                </div>
              ))}
            </section>
          );
        })}
      </div>
      <Switch
        mt="lg"
        label={t.keys.bareKeys}
        checked={areOn}
        onChange={(event) => {
          turnBareKeys(event.currentTarget.checked);
          setOn(event.currentTarget.checked);
        }}
      />
    </Modal>
  );
}
