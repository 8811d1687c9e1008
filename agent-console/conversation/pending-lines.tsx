import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { StaffEntry } from "../../backend/contract/entries.ts";
import { useLanguage } from "../text/language.tsx";
import { useStore } from "../wire/store.ts";
import { useWire } from "../wire/wire-context.tsx";
import { Bubble } from "./bubble.tsx";
import { isMessage } from "./timeline-items.ts";

interface Props {
  ticketId: string;
  entries: readonly StaffEntry[];
  /** Something of ours was added below. */
  onGrow(): void;
}

/** What we wrote and the timeline does not hold yet, with the truth about where it is. */
export function PendingLines({ ticketId, entries, onGrow }: Props) {
  const { t } = useLanguage();
  const wire = useWire();
  const all = useStore(wire.pendings);
  const arrived = new Set(entries.filter(isMessage).map(({ body }) => body.commandId));
  const said = all.filter(({ name, lane }) => lane === ticketId && isSaid(name));
  const shown = said.filter(({ id }) => !arrived.has(id));

  const done = said.filter(({ id, stage }) => stage === "sent" && arrived.has(id)).map(({ id }) => id);
  const doneKey = done.join();
  useEffect(() => {
    if (doneKey !== "") wire.forget(new Set(doneKey.split(",")));
  }, [wire, doneKey]);

  const count = useRef(shown.length);
  useEffect(() => {
    if (shown.length > count.current) onGrow();
    count.current = shown.length;
  }, [shown.length, onGrow]);

  return shown.map(({ id, name, input, stage, refusal }) => (
    <Bubble
      key={id}
      side={name === "message.send" ? "ours" : "inner"}
      text={typeof input.text === "string" ? input.text : ""}
      photos={photoIdsOf(input).map((photoId) => ({ id: photoId, width: 0, height: 0 }))}
      isPending
      foot={
        stage === "refused" ? (
          <span role="alert">
            {t.conversation.notSent}: {refusal?.message}{" "}
            <Button size="compact-xs" variant="default" onClick={() => wire.retry(id)}>
              {t.common.retry}
            </Button>{" "}
            <Button size="compact-xs" variant="default" onClick={() => wire.discard(id)}>
              {t.common.remove}
            </Button>
          </span>
        ) : stage === "waiting" ? (
          t.conversation.waitsForConnection
        ) : (
          t.conversation.sending
        )
      }
    />
  ));
}

const isSaid = (name: string) =>
  name === "message.send" || name === "note.write" || name === "escalation.answer";

const photoIdsOf = (input: Record<string, unknown>): string[] =>
  Array.isArray(input.photoIds) ? input.photoIds.filter((each) => typeof each === "string") : [];
