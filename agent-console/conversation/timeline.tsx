import { Button, Loader, Skeleton } from "@mantine/core";
import { useMemo } from "react";
import { useLanguage } from "../text/language.tsx";
import type { Ticket } from "../wire/use-ticket.ts";
import { ClaimCard } from "./claim-card.tsx";
import { MessageLine } from "./message-line.tsx";
import { PendingLines } from "./pending-lines.tsx";
import { StatusLine } from "./status-line.tsx";
import classes from "./timeline.module.css";
import { photosOf, timelineItems } from "./timeline-items.ts";
import { TypingLine } from "./typing-line.tsx";
import { useFollow } from "./use-follow.ts";
import { useSeen } from "./use-seen.ts";

/** All that happened, oldest first. Stays at the end while one reads there, and in place while one reads above. */
export function Timeline({ ticketId, ticket }: { ticketId: string; ticket: Ticket }) {
  const { t, day } = useLanguage();
  const { view, marks, typing, hasEarlier, isLoadingEarlier, loadEarlier } = ticket;
  const entries = useMemo(() => view?.entries ?? [], [view]);
  const items = useMemo(() => timelineItems(entries), [entries]);
  const photos = useMemo(() => photosOf(entries), [entries]);
  const { ref, isAtEnd, hasNew, onScroll, toEnd } = useFollow({
    first: entries[0]?.seq ?? 0,
    last: view?.seq ?? 0,
    onTop: hasEarlier ? loadEarlier : null,
  });
  useSeen(ticketId, view?.seq ?? 0, marks.staffSeenSeq, isAtEnd);
  const lastOurs = entries.findLast((entry) => entry.kind === "message.sent" && entry.by.kind === "agent");

  if (view === null) return <TimelineSkeleton />;
  return (
    <div className={classes.around}>
      <div
        ref={ref}
        className={classes.timeline}
        role="log"
        aria-label={t.conversation.timeline}
        onScroll={onScroll}
      >
        {hasEarlier && (
          <div className={classes.earlier}>
            {isLoadingEarlier ? (
              <Loader size="xs" aria-label={t.common.loading} />
            ) : (
              <Button variant="subtle" size="compact-sm" onClick={() => void loadEarlier()}>
                {t.conversation.earlier}
              </Button>
            )}
          </div>
        )}
        {items.map((item) => {
          if (item.kind === "day") {
            return (
              <div key={item.key} className={classes.day}>
                <span>{day(item.at)}</span>
              </div>
            );
          }
          if (item.kind === "message") {
            const isLastOurs = item.entry.seq === lastOurs?.seq;
            return (
              <MessageLine
                key={item.key}
                entry={item.entry}
                isContinued={item.isContinued}
                among={photos}
                seen={isLastOurs ? item.entry.seq <= marks.shopperSeenSeq : null}
              />
            );
          }
          if (item.entry.kind === "claim.filed") {
            return <ClaimCard key={item.key} entry={item.entry} among={photos} />;
          }
          return <StatusLine key={item.key} entry={item.entry} remedies={view.remedies} />;
        })}
        <PendingLines ticketId={ticketId} entries={entries} onGrow={toEnd} />
        <TypingLine typing={typing} />
      </div>
      {hasNew && (
        <Button className={classes.below} size="compact-sm" radius="xl" onClick={toEnd}>
          {t.conversation.newBelow} ↓
        </Button>
      )}
    </div>
  );
}

function TimelineSkeleton() {
  const { t } = useLanguage();
  return (
    <div className={classes.timeline} aria-busy="true" role="status" aria-label={t.common.loading}>
      <Skeleton height={52} width="55%" radius="lg" />
      <Skeleton height={96} width="70%" radius="lg" mt="md" />
      <Skeleton height={52} width="45%" radius="lg" mt="md" ml="auto" />
    </div>
  );
}
