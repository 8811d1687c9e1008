import type { PhotoRef } from "../../backend/contract/entries.ts";
import { useLanguage } from "../text/language.tsx";
import { useMe } from "../wire/session.tsx";
import { Bubble } from "./bubble.tsx";
import classes from "./timeline.module.css";
import type { Item } from "./timeline-items.ts";

interface Props {
  entry: Extract<Item, { kind: "message" }>["entry"];
  isContinued: boolean;
  among: PhotoRef[];
  /** Whether the shopper has read it; null where it is not said. */
  seen: boolean | null;
}

export function MessageLine({ entry, isContinued, among, seen }: Props) {
  const { t, clock } = useLanguage();
  const me = useMe();
  const isInner = entry.kind !== "message.sent";
  const isShopper = entry.by.kind === "shopper";
  const name = entry.by.id === me.personId ? t.common.you : entry.by.name || t.common.shopper;
  const label =
    entry.kind === "note.written"
      ? t.conversation.noteLabel
      : entry.kind === "escalation.answered"
        ? t.conversation.answerLabel(entry.body.departmentName)
        : null;
  const head = isContinued ? undefined : (
    <>
      <strong>{name}</strong>
      {label !== null && (
        <span className={classes.inner}>
          {label} · {t.conversation.notSeenByShopper}
        </span>
      )}
      <time className={classes.time}>{clock(entry.at)}</time>
    </>
  );
  return (
    <Bubble
      side={isInner ? "inner" : isShopper ? "theirs" : "ours"}
      head={head}
      text={entry.body.text}
      photos={entry.body.photos}
      among={among}
      foot={seen === null ? undefined : seen ? t.conversation.seen : t.conversation.sent}
    />
  );
}
