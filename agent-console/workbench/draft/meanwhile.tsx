import { Button, Group } from "@mantine/core";
import type { Workbench } from "../../../backend/contract/queries/policies.ts";
import { useLanguage } from "../../text/language.tsx";
import { Notice } from "../notice.tsx";
import { ChangeList } from "../rules/change-list.tsx";
import type { RuleWords } from "../rules/in-words.ts";
import { Overtaken } from "./overtaken.tsx";
import type { DraftDesk } from "./use-draft.ts";

interface Props {
  bench: Workbench;
  desk: DraftDesk;
  words: RuleWords;
  currencies: string[];
}

/** Somebody else was here too: who and when, both versions, and nothing is overwritten unasked. */
export function Meanwhile({ bench, desk, words, currencies }: Props) {
  const { t, moment } = useLanguage();
  const { open, standing } = desk;
  const say = t.workbench.draft;
  if (open === null || standing.kind === "fine") return null;
  if (standing.kind === "saved_by_other") {
    const { theirs } = standing;
    return (
      <Notice isAlert title={say.other(theirs.savedBy, moment(theirs.savedAt))}>
        <ChangeList
          title={say.theirsToYours}
          before={theirs.rules}
          after={open.rules}
          words={words}
          currencies={currencies}
          whenSame={say.nothingBetween}
        />
        <Group gap="xs" mt="sm">
          <Button size="xs" variant="default" onClick={() => desk.choose(theirs.draftId)}>
            {say.takeTheirs}
          </Button>
          <Button size="xs" variant="default" onClick={() => void desk.keepBoth()}>
            {say.keepBoth}
          </Button>
          <Button size="xs" variant="default" onClick={() => void desk.replace(theirs.revision)}>
            {say.replaceTheirs}
          </Button>
        </Group>
      </Notice>
    );
  }
  if (standing.kind === "overtaken") {
    return <Overtaken bench={bench} desk={desk} open={open} words={words} currencies={currencies} />;
  }
  return (
    <Notice isAlert title={say.gone}>
      <Group gap="xs" mt="sm">
        <Button size="xs" variant="default" onClick={desk.close}>
          {say.dropMine}
        </Button>
        <Button size="xs" variant="default" onClick={() => void desk.keepBoth()}>
          {say.saveAnew}
        </Button>
      </Group>
    </Notice>
  );
}
