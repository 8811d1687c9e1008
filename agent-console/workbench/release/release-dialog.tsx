import { Alert, Button, Group, Modal, MultiSelect, Radio, Slider, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { type ReleaseStage, releaseStages } from "../../../backend/contract/commands/policies.ts";
import type { PolicyRule } from "../../../backend/contract/policy.ts";
import { findPolicyChanges, isWidening } from "../../../backend/contract/policy-changes.ts";
import type { Workbench } from "../../../backend/contract/queries/policies.ts";
import { useLanguage } from "../../text/language.tsx";
import { ChangeList } from "../rules/change-list.tsx";
import type { RuleWords } from "../rules/in-words.ts";
import classes from "./release.module.css";
import type { Canary, ReleaseDesk } from "./use-release.ts";

interface Props {
  bench: Workbench;
  desk: ReleaseDesk;
  title: string;
  rules: PolicyRule[];
  words: RuleWords;
  currencies: string[];
  isReplayed: boolean;
  onShowReplay: (() => void) | null;
  onClose(): void;
  onRelease(stage: ReleaseStage, canary: Canary): Promise<boolean>;
}

/** What becomes different and for whom, before it does. */
export function ReleaseDialog(props: Props) {
  const { bench, desk, title, rules, words, currencies, isReplayed, onShowReplay, onClose, onRelease } =
    props;
  const { t } = useLanguage();
  const say = t.workbench.release;
  const [stage, setStage] = useState<ReleaseStage>("shadow");
  const [personIds, setPersonIds] = useState<string[]>([]);
  const [share, setShare] = useState(10);
  const isWider = isWidening(findPolicyChanges(bench.live.rules, rules));
  const isNobody = stage === "canary" && personIds.length === 0 && share === 0;

  async function release() {
    if (await onRelease(stage, { personIds, share })) onClose();
  }
  return (
    <Modal opened onClose={onClose} title={title} size="lg" classNames={{ title: classes.dialogTitle }}>
      <Stack gap="md">
        <div className={classes.quote}>
          <ChangeList
            title={say.whatChanges(bench.live.version)}
            before={bench.live.rules}
            after={rules}
            words={words}
            currencies={currencies}
            whenSame={t.workbench.changes.none}
          />
        </div>
        {!isReplayed && onShowReplay !== null && (
          <Alert color="yellow" p="xs">
            <Group gap="xs">
              <Text size="sm">{say.unseen}</Text>
              <Button size="compact-xs" variant="default" onClick={onShowReplay}>
                {say.replayFirst}
              </Button>
            </Group>
          </Alert>
        )}
        <Radio.Group
          label={say.how}
          value={stage}
          onChange={(value) => setStage(releaseStages.find((each) => each === value) ?? "shadow")}
        >
          <Stack gap={6} mt={6}>
            {releaseStages.map((each) => (
              <Radio
                key={each}
                value={each}
                label={say.choice[each]}
                description={say.choiceHint[each]}
                className={classes.choice}
              />
            ))}
          </Stack>
        </Radio.Group>
        {stage === "canary" && (
          <Stack gap="sm" className={classes.canary}>
            <MultiSelect
              label={say.people}
              data={bench.people.map(({ id, name }) => ({ value: id, label: name }))}
              value={personIds}
              onChange={setPersonIds}
              comboboxProps={{ withinPortal: false }}
              placeholder={personIds.length === 0 ? say.nobodyNamed : undefined}
              searchable
            />
            <div>
              <Text size="sm" fw={500} id="canary-share">
                {say.share(share)}
              </Text>
              <Slider
                value={share}
                onChange={setShare}
                min={0}
                max={100}
                step={1}
                label={null}
                thumbProps={{ "aria-labelledby": "canary-share" }}
              />
            </div>
          </Stack>
        )}
        {isWider && bench.settings.needsSecond && stage !== "shadow" && (
          <Alert color="gray" p="xs">
            {say.needsSecond}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say.notYet}
          </Button>
          <Button loading={desk.isRunning} disabled={isNobody} onClick={() => void release()}>
            {say.go[stage]}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
