import { ActionIcon, Group, Text } from "@mantine/core";
import { useState } from "react";
import { PhotoViewerProvider } from "../conversation/photo-viewer.tsx";
import { useActs } from "../keys/acts.tsx";
import { Blank } from "../shell/blank.tsx";
import { IconBack, IconNext, IconShield } from "../shell/icons.tsx";
import { NotLoaded, Page, Waiting } from "../shell/page.tsx";
import { useWide } from "../shell/use-wide.ts";
import { useLanguage } from "../text/language.tsx";
import { useAsk } from "../wire/use-ask.ts";
import { ApprovalPaper } from "./approval-paper.tsx";
import classes from "./approvals.module.css";
import { RequestList } from "./request-list.tsx";

/** What waits for a decision, one card at a time; at a desk beside the list of all. */
export default function Approvals() {
  const { t } = useLanguage();
  const asked = useAsk("approval.list", {});
  const cards = asked.data?.approvals ?? [];
  const [chosenId, setChosenId] = useState<string | null>(null);
  const found = cards.findIndex(({ remedy }) => remedy.id === chosenId);
  const index = Math.max(0, found);
  const card = cards[index];
  const hasList = useWide() && cards.length > 1;
  const show = (next: number) => {
    const wrapped = (next + cards.length) % Math.max(1, cards.length);
    setChosenId(cards[wrapped]?.remedy.id ?? null);
  };
  useActs([
    { id: "approval.next", title: t.common.next, keys: "j", group: "list", run: () => show(index + 1) },
    {
      id: "approval.previous",
      title: t.common.previous,
      keys: "k",
      group: "list",
      run: () => show(index - 1),
    },
  ]);

  return (
    <Page
      title={t.approvals.title}
      isNarrow={!hasList}
      aside={
        cards.length > 1 && (
          <Group gap={6}>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={t.common.previous}
              onClick={() => show(index - 1)}
            >
              <IconBack />
            </ActionIcon>
            <Text size="sm" className="figures">
              {t.approvals.position(index + 1, cards.length)}
            </Text>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={t.common.next}
              onClick={() => show(index + 1)}
            >
              <IconNext />
            </ActionIcon>
          </Group>
        )
      }
    >
      {asked.isPending && <Waiting />}
      {asked.isError && card === undefined && <NotLoaded onRetry={() => void asked.refetch()} />}
      {asked.isSuccess && card === undefined && (
        <Blank icon={<IconShield size={22} />} title={t.approvals.empty} hint={t.approvals.emptyHint} />
      )}
      {card !== undefined && (
        <div className={hasList ? classes.desk : undefined}>
          {hasList && <RequestList cards={cards} shownId={card.remedy.id} onShow={setChosenId} />}
          <PhotoViewerProvider>
            <ApprovalPaper key={`${card.remedy.id}/${card.hash}`} card={card} />
          </PhotoViewerProvider>
        </div>
      )}
    </Page>
  );
}
