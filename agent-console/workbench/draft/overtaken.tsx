import { Button, Group } from "@mantine/core";
import { useMemo } from "react";
import type { Workbench } from "../../../backend/contract/queries/policies.ts";
import { useLanguage } from "../../text/language.tsx";
import { useAsk } from "../../wire/use-ask.ts";
import { Notice } from "../notice.tsx";
import { ChangeList } from "../rules/change-list.tsx";
import type { RuleWords } from "../rules/in-words.ts";
import type { OpenDraft } from "./open-draft.ts";
import { takeOver } from "./take-over.ts";
import type { DraftDesk } from "./use-draft.ts";

interface Props {
  bench: Workbench;
  desk: DraftDesk;
  open: OpenDraft;
  words: RuleWords;
  currencies: string[];
}

/** Other limits are in force than those the draft was begun on: who did that, what now differs, and what to make of it. */
export function Overtaken({ bench, desk, open, words, currencies }: Props) {
  const { t, list } = useLanguage();
  const say = t.workbench.draft;
  const { storefrontId, live } = bench;
  const isBegun = open.basedOn > 0;
  const version = Math.max(1, open.basedOn);
  const base = useAsk("policy.version", { storefrontId, version }, { isEnabled: isBegun });
  const begunOn = isBegun ? base.data?.rules : nothing;
  const merged = useMemo(
    () => (begunOn === undefined ? null : takeOver({ base: begunOn, live: live.rules, mine: open.rules })),
    [begunOn, live.rules, open.rules],
  );
  const both = open.rules.flatMap(({ id }, index) =>
    merged?.both.includes(id) === true ? [t.workbench.rule.name(index + 1)] : [],
  );
  const common = { words, currencies };
  return (
    <Notice isAlert title={useWhatHappened(bench, open.basedOn)}>
      {begunOn !== undefined && (
        <ChangeList
          title={say.theirChanges}
          before={begunOn}
          after={live.rules}
          whenSame={t.workbench.changes.none}
          {...common}
        />
      )}
      <ChangeList
        title={say.liveToYours}
        before={live.rules}
        after={open.rules}
        whenSame={say.nothingBetween}
        {...common}
      />
      {both.length > 0 && <p>{say.changedByBoth(list(both))}</p>}
      <Group gap="xs" mt="sm">
        {merged?.isMore === true && (
          <Button size="xs" onClick={() => desk.rebase(merged.rules)}>
            {say.takeOver}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => desk.rebase(open.rules)}>
          {say.keepAsIs}
        </Button>
        <Button size="xs" variant="default" onClick={desk.close}>
          {say.dropMine}
        </Button>
      </Group>
    </Notice>
  );
}

const nothing: Workbench["live"]["rules"] = [];

/** Who put other limits in force, or took some back. */
function useWhatHappened({ events, live }: Workbench, basedOn: number): string {
  const { t, moment } = useLanguage();
  const say = t.workbench.draft;
  const last = events.find(
    ({ stage, kind }) => stage === "live" && ["released", "confirmed", "rolled_back"].includes(kind),
  );
  const { by, at } = last ?? { by: live.publishedBy, at: live.publishedAt };
  const told = last?.kind === "rolled_back" ? say.overtakenBack : say.overtaken;
  return told(by, live.version, moment(at), basedOn);
}
