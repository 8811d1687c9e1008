import { Button, Checkbox, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import type { ReleaseStage } from "../../../backend/contract/commands/policies.ts";
import type { Workbench } from "../../../backend/contract/queries/policies.ts";
import { useLanguage } from "../../text/language.tsx";
import { ChangeList } from "../rules/change-list.tsx";
import type { RuleWords } from "../rules/in-words.ts";
import classes from "./release.module.css";
import type { ReleaseDesk } from "./use-release.ts";

interface Props {
  bench: Workbench;
  desk: ReleaseDesk;
  stage: ReleaseStage;
  words: RuleWords;
  currencies: string[];
  onClose(): void;
}

/** What is in force again afterwards, and what becomes of requests that wait under what is taken back. */
export function RollBackDialog({ bench, desk, stage, words, currencies, onClose }: Props) {
  const { t } = useLanguage();
  const say = t.workbench.release;
  const [recalls, setRecalls] = useState(false);
  const { live, previous } = bench;
  return (
    <Modal
      opened
      onClose={onClose}
      title={say.rollBackTitle[stage]}
      size="lg"
      classNames={{ title: classes.dialogTitle }}
    >
      <Stack gap="md">
        {stage === "live" && previous !== null && (
          <div className={classes.quote}>
            <ChangeList
              title={say.afterwards(previous.version)}
              before={live.rules}
              after={previous.rules}
              words={words}
              currencies={currencies}
              whenSame={t.workbench.changes.none}
            />
          </div>
        )}
        {stage !== "shadow" && (
          <Checkbox
            checked={recalls}
            onChange={(event) => setRecalls(event.currentTarget.checked)}
            label={say.recall}
            description={say.recallHint}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say.notYet}
          </Button>
          <Button
            loading={desk.isRunning}
            onClick={() => void desk.rollBack(stage, recalls).then((isDone) => isDone && onClose())}
          >
            {say.rollBack[stage]}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
