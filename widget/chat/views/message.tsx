/** @jsxImportSource preact */
import type { Shown } from "../../../backend/contract/command-outbox.ts";
import type { Photos as PhotosView } from "../cards/photos.tsx";
import { useHere } from "./context.ts";
import { Icon } from "./icons.tsx";
import { LinkedText } from "./linked-text.tsx";
import type { EntryOf } from "./timeline-items.ts";

interface MessageProps {
  entry: EntryOf<"message.sent">;
  isFirst: boolean;
  isLast: boolean;
  /** Below the last of one's own messages: how far it has come. */
  mark: "sent" | "seen" | null;
  /** Null while the part of the program that shows them is on its way. */
  Photos: typeof PhotosView | null;
}

export function Message({ entry, isFirst, isLast, mark, Photos }: MessageProps) {
  const { say, format } = useHere();
  const isMine = entry.by.kind === "shopper";
  return (
    <div class={`message ${isMine ? "mine" : "theirs"}${isFirst ? " first" : ""}${isLast ? " last" : ""}`}>
      {isFirst && (isMine ? <span class="hidden">{say("you")}</span> : <p class="author">{entry.by.name}</p>)}
      {Photos !== null && entry.body.photos.length > 0 && <Photos photos={entry.body.photos} />}
      {entry.body.text !== "" && (
        <p class="bubble">
          <LinkedText text={entry.body.text} />
        </p>
      )}
      {isLast && (
        <p class="meta">
          <time dateTime={new Date(entry.at).toISOString()}>{format.time(entry.at)}</time>
          {mark !== null && (
            <span class={`mark ${mark}`}>
              <Icon name="check" size={13} />
              {say(mark)}
            </span>
          )}
        </p>
      )}
    </div>
  );
}

/** What the shopper has given and the server has not confirmed yet. */
export function PendingItem({
  pending,
  isOnline,
  Photos,
}: Pick<MessageProps, "Photos"> & { pending: Shown; isOnline: boolean }) {
  const { app, say } = useHere();
  const { text, words, photoIds } = pending.input as { text?: string; words?: string; photoIds?: string[] };
  const said = text ?? (words || say("claim"));
  const state = pending.stage === "waiting" ? (isOnline ? "sending" : "waiting") : pending.stage;
  return (
    <div class={`message mine first last pending ${state}`}>
      <span class="hidden">{say("you")}</span>
      {Photos !== null && (photoIds?.length ?? 0) > 0 && (
        <Photos photos={(photoIds ?? []).map((id) => ({ id }))} />
      )}
      {said !== "" && (
        <p class="bubble">
          <LinkedText text={said} />
        </p>
      )}
      <p class="meta">
        {state === "refused" ? (
          <>
            <span class="mark refused">
              <Icon name="alert" size={13} />
              {pending.refusal?.message || say("notSent")}
            </span>
            <button type="button" class="link" onClick={() => app.outbox.retry(pending.id)}>
              {say("sendAgain")}
            </button>
            <button type="button" class="link" onClick={() => app.outbox.discard(pending.id)}>
              {say("discard")}
            </button>
          </>
        ) : (
          <span class="mark">
            <Icon name={state === "sent" ? "check" : "clock"} size={13} />
            {say(state)}
          </span>
        )}
      </p>
    </div>
  );
}
