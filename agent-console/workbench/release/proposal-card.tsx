import { Button, Group, Text } from "@mantine/core";
import type { Workbench } from "../../../backend/contract/queries/policies.ts";
import { useLanguage } from "../../text/language.tsx";
import { useMe } from "../../wire/session.tsx";
import { Notice } from "../notice.tsx";
import { ChangeList } from "../rules/change-list.tsx";
import type { RuleWords } from "../rules/in-words.ts";
import type { ReleaseDesk } from "./use-release.ts";

interface Props {
  bench: Workbench;
  desk: ReleaseDesk;
  words: RuleWords;
  currencies: string[];
}

/** What waits for a second supervisor: the other reads it and agrees; the one who proposed it can take it back. */
export function ProposalCard({ bench, desk, words, currencies }: Props) {
  const { t, moment } = useLanguage();
  const me = useMe();
  const say = t.workbench.release;
  const { proposal } = bench;
  if (proposal === null) return null;
  const isOwn = proposal.by.id === me.personId;
  const title =
    proposal.kind === "settings" || proposal.stage === null
      ? say.proposesSettings(proposal.by.name, moment(proposal.at))
      : say.proposes(proposal.by.name, say.choice[proposal.stage], moment(proposal.at));
  return (
    <Notice title={title} label={say.proposal}>
      {proposal.kind === "release" && (
        <ChangeList
          before={bench.live.rules}
          after={proposal.rules}
          words={words}
          currencies={currencies}
          whenSame={t.workbench.changes.none}
        />
      )}
      {isOwn && (
        <Text size="sm" mt="xs">
          {say.ownProposal}
        </Text>
      )}
      <Group gap="xs" mt="sm">
        {!isOwn && (
          <Button size="xs" loading={desk.isRunning} onClick={() => void desk.confirm(proposal.proposalId)}>
            {say.confirm}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => void desk.dismiss(proposal.proposalId)}>
          {isOwn ? say.takeBack : say.dismiss}
        </Button>
      </Group>
    </Notice>
  );
}
