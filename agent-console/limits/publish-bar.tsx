import { Button, Group, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useLanguage } from "../text/language.tsx";
import { told, useCommand } from "../wire/use-command.ts";
import classes from "./limits.module.css";
import type { LimitsDraft } from "./limits-draft.ts";

interface Props {
  storefrontId: string;
  draft: LimitsDraft;
  changed: number;
  isBlocked: boolean;
  onDiscard(): void;
}

export function PublishBar({ storefrontId, draft, changed, isBlocked, onDiscard }: Props) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const { run, isRunning } = useCommand();

  async function publish() {
    const answered = await run("policy.publish", {
      storefrontId,
      basedOn: draft.basedOn,
      rules: draft.rules,
    });
    // Published or overtaken: what is in force now is not what stands here.
    await client.invalidateQueries({ queryKey: ["policy.read", { storefrontId }] });
    if (!answered.ok) return;
    told(t.limits.published(answered.answer.version));
    onDiscard();
  }
  return (
    <div className={classes.publish}>
      <div>
        <Text fw={600} size="sm">
          {t.limits.changes(changed)}
        </Text>
        <Text size="xs" c="dimmed">
          {t.limits.confirm}
        </Text>
      </div>
      <Group gap="xs">
        <Button variant="default" size="sm" onClick={onDiscard}>
          {t.limits.discard}
        </Button>
        <Button size="sm" loading={isRunning} disabled={isBlocked} onClick={() => void publish()}>
          {t.limits.publish}
        </Button>
      </Group>
    </div>
  );
}
