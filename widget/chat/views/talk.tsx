/** @jsxImportSource preact */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ShopperTicketView } from "../../../backend/contract/views.ts";
import { isNew } from "../chat.ts";
import { Composer } from "./composer.tsx";
import { scrollable, useHere, useLater } from "./context.ts";
import { Header } from "./header.tsx";
import { Icon } from "./icons.tsx";
import { Message, PendingItem } from "./message.tsx";
import { type Item, timelineItems } from "./timeline-items.ts";
import { useDrop } from "./use-drop.ts";

const loadCards = () => import("../cards/cards.tsx");

/** Nearer to the end than this counts as being there. */
const endPx = 60;
const nearTopPx = 80;

function lastOfMine(items: Item[]): string | null {
  return items.findLast((item) => item.is === "message" && item.entry.by.kind === "shopper")?.key ?? null;
}

/** Whether it needs more than is fetched to open the chat. */
function isRich(item: Item): boolean {
  if (item.is === "message") return item.entry.body.photos.length > 0;
  if (item.is === "pending")
    return Array.isArray(item.pending.input.photoIds) && item.pending.input.photoIds.length > 0;
  return item.is !== "day";
}

/** What came from the other side last, for those who hear the page rather than see it. */
function lastSaid(view: ShopperTicketView | null): string {
  const last = view?.entries.findLast(
    (entry) => entry.by.kind !== "shopper" && entry.kind === "message.sent",
  );
  return last?.kind === "message.sent" ? `${last.by.name}: ${last.body.text}` : "";
}

export function TalkScreen({ lane }: { lane: string }) {
  const { app, say, format } = useHere();
  const { pending, typing, line, session, isOpen } = app.state();
  const talk = app.talk(lane);
  const view = talk?.state.view ?? null;
  const mine = useMemo(() => pending.filter((each) => each.lane === lane), [pending, lane]);
  const items = useMemo(() => timelineItems(view, mine), [view, mine]);
  const hasCards = items.some(isRich);
  const cards = useLater(loadCards, hasCards);
  const Photos = cards ? cards.Photos : null;
  useLayoutEffect(() => {
    if (cards) cards.dress(app.shell.root);
  }, [app, cards]);
  const scroller = useRef<HTMLElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const screen = useRef<HTMLDivElement>(null);
  const { isOver, dropped } = useDrop(screen);
  const heightBefore = useRef(0);
  const firstBefore = useRef<number | undefined>(undefined);
  const first = view?.entries[0]?.seq;
  const typist = typing?.ticketId === lane ? typing.name : null;

  const toEnd = useCallback(() => {
    const { current } = scroller;
    if (current !== null) current.scrollTop = current.scrollHeight;
  }, []);

  useLayoutEffect(() => {
    const { current } = scroller;
    if (current === null) return;
    const isEarlierPage =
      first !== undefined && firstBefore.current !== undefined && first < firstBefore.current;
    // What is being read stays where it is while a page is put before it.
    if (isEarlierPage) current.scrollTop += current.scrollHeight - heightBefore.current;
    else if (isAtEnd) toEnd();
    heightBefore.current = current.scrollHeight;
    firstBefore.current = first;
  });

  // Photos arrive after their places and the keyboard changes the room there is: the end stays in sight.
  useEffect(() => {
    const { current } = scroller;
    if (current === null || !isAtEnd) return;
    const watcher = new ResizeObserver(toEnd);
    watcher.observe(current);
    return () => watcher.disconnect();
  }, [isAtEnd, toEnd]);

  useEffect(() => {
    const look = () => {
      if (isOpen && isAtEnd && document.visibilityState === "visible") app.talks.see(lane);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  });

  useEffect(() => {
    const told =
      view?.entries.flatMap((each) => (each.kind === "message.sent" ? each.body.commandId : [])) ?? [];
    // Also after an answer that came later than its entry.
    if (told.length > 0 && mine.length > 0) app.outbox.forget(new Set(told));
  }, [app, view, mine]);

  const staffSeen = talk?.state.marks.staffSeenSeq ?? 0;
  const lastMine = items.some(({ is }) => is === "pending") ? null : lastOfMine(items);
  const isUnanswered = view?.status === "open" && view.entries.every(({ by }) => by.kind === "shopper");
  const isResolved = view?.status === "resolved";
  const shop = session?.storefront.name ?? "";
  const assignee = view?.assigneeName ?? null;
  const sub = isResolved
    ? say("resolved")
    : view?.orderNumber
      ? say("order", { number: view.orderNumber })
      : assignee === null
        ? ""
        : shop;

  return (
    <div class="screen talk" ref={screen}>
      <Header
        title={assignee ?? shop}
        sub={sub}
        initials={assignee ?? shop}
        onBack={() => app.go({ at: "home" })}
      />
      <section
        class="timeline"
        ref={scroller}
        {...scrollable}
        aria-label={say("messages")}
        aria-busy={talk?.isFetchingEarlier}
        onScroll={({ currentTarget: box }) => {
          setAtEnd(box.scrollHeight - box.scrollTop - box.clientHeight < endPx);
          if (box.scrollTop < nearTopPx && talk?.hasEarlier)
            void app.talks.fetchEarlier(lane).catch(() => {});
        }}
      >
        {talk?.hasEarlier && (
          <button
            type="button"
            class="quiet earlier"
            disabled={talk.isFetchingEarlier}
            onClick={() => void app.talks.fetchEarlier(lane).catch(() => {})}
          >
            {say(talk.isFetchingEarlier ? "loading" : "earlier")}
          </button>
        )}
        {isNew(lane) && mine.length === 0 && (
          <div class="welcome">
            <p>{say("greeting")}</p>
            <p class="soft">{say("someoneAnswers")}</p>
          </div>
        )}
        {!isNew(lane) && view === null && talk?.state.status !== "ended" && (
          <p class="soft centre" role="status">
            {say("loading")}…
          </p>
        )}
        {talk?.state.status === "ended" && <p class="soft centre">{say("ended")}</p>}
        {items.map((item) => {
          if (item.is === "day") {
            return (
              <h3 class="day" key={item.key}>
                {format.day(item.at)}
              </h3>
            );
          }
          if (item.is === "message") {
            const isMarked = item.key === lastMine;
            const mark = isMarked ? (item.entry.seq <= staffSeen ? "seen" : "sent") : null;
            return (
              <Message
                {...item}
                key={item.key}
                isLast={item.isLast || isMarked}
                mark={mark}
                Photos={Photos}
              />
            );
          }
          if (item.is === "pending") {
            return (
              <PendingItem
                key={item.key}
                pending={item.pending}
                isOnline={line !== "offline"}
                Photos={Photos}
              />
            );
          }
          return cards && view !== null ? <cards.Card key={item.key} item={item} view={view} /> : null;
        })}
        {!isResolved && (view?.orderNumber ?? null) === null && (
          <button type="button" class="quiet chip" onClick={() => app.go({ at: "claim", lane })}>
            <Icon name="box" size={18} />
            {say("somethingWrong")}
          </button>
        )}
        {isUnanswered && <p class="soft centre hint">{say("someoneAnswers")}</p>}
        {isResolved && view !== null && cards && <cards.Rating ticketId={lane} rating={view.rating} />}
        {typist !== null && (
          <p class="typing">
            <i />
            <i />
            <i />
            <span class="hidden">{say("isTyping", { name: typist })}</span>
          </p>
        )}
      </section>
      <p class="hidden" role="log" aria-live="polite">
        {lastSaid(view)}
      </p>
      {!isAtEnd && (
        <button type="button" class="to-end" aria-label={say("toLatest")} onClick={toEnd}>
          <Icon name="down" size={18} />
        </button>
      )}
      {isOver && <p class="drop">{say("dropHere")}</p>}
      {talk?.state.status !== "ended" && (
        <Composer
          lane={lane}
          placeholder={say(isResolved ? "writeAgain" : "writeMessage")}
          dropped={dropped}
          onSent={() => setAtEnd(true)}
        />
      )}
    </div>
  );
}
