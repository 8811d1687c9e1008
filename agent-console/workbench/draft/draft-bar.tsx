import { Button, Group, Menu, TextInput } from "@mantine/core";
import type { Workbench } from "../../../backend/contract/queries/policies.ts";
import { IconDown } from "../../shell/icons.tsx";
import { useLanguage } from "../../text/language.tsx";
import classes from "./draft.module.css";
import type { DraftDesk } from "./use-draft.ts";

interface Props {
  bench: Workbench;
  desk: DraftDesk;
  changed: number;
  isBroken: boolean;
  onRelease(): void;
}

/** What is open, whether it is saved, and what can be done with it. */
export function DraftBar({ bench, desk, changed, isBroken, onRelease }: Props) {
  const { t, moment } = useLanguage();
  const { open, standing } = desk;
  const words = t.workbench.draft;
  return (
    <div className={classes.bar}>
      <Menu position="bottom-start" shadow="md">
        <Menu.Target>
          <Button variant="default" size="sm" rightSection={<IconDown size={14} />}>
            {open === null ? words.live(bench.live.version) : words.open}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu}>
          <Menu.Item onClick={desk.close}>{words.live(bench.live.version)}</Menu.Item>
          {bench.drafts.length > 0 && <Menu.Label>{words.drafts}</Menu.Label>}
          {bench.drafts.map((draft) => (
            <Menu.Item key={draft.draftId} onClick={() => desk.choose(draft.draftId)}>
              <span className={classes.draftName}>{draft.name}</span>
              <span className={classes.draftBy}>{words.savedBy(draft.savedBy, moment(draft.savedAt))}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {open === null ? (
        <span className={classes.hint}>{words.hint}</span>
      ) : (
        <>
          <TextInput
            className={classes.name}
            size="sm"
            aria-label={words.name}
            maxLength={200}
            value={open.name}
            onChange={(event) => desk.rename(event.currentTarget.value)}
          />
          <span className={classes.state} role="status">
            {words.changes(changed)} · {desk.isDirty ? words.notSaved : words.isSaved}
          </span>
          <Group gap={6} ml="auto" className={classes.acts}>
            <Button variant="subtle" color="gray" size="sm" onClick={() => void desk.discard()}>
              {words.discard}
            </Button>
            <Button
              variant="default"
              size="sm"
              loading={desk.isSaving}
              disabled={!desk.isDirty || standing.kind === "saved_by_other"}
              onClick={() => void desk.save()}
            >
              {words.save}
            </Button>
            <Button
              size="sm"
              data-release
              disabled={isBroken || changed === 0 || standing.kind !== "fine"}
              onClick={onRelease}
            >
              {words.release}
            </Button>
          </Group>
        </>
      )}
    </div>
  );
}
