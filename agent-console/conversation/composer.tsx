import { Button, SegmentedControl, Textarea } from "@mantine/core";
import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type Ref,
  useCallback,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import type { PhotoRef } from "../../backend/contract/entries.ts";
import { messageLimit } from "../../backend/contract/message-limits.ts";
import type { StaffTicketView } from "../../backend/contract/views.ts";
import { KeyHint } from "../keys/key-caps.tsx";
import { isDepartment } from "../shell/places.ts";
import { useLanguage } from "../text/language.tsx";
import { useMe } from "../wire/session.tsx";
import { useStore } from "../wire/store.ts";
import { useWire } from "../wire/wire-context.tsx";
import { Attachments } from "./attachments.tsx";
import { ComposerTools } from "./composer-tools.tsx";
import classes from "./conversation.module.css";
import { Suggestions } from "./suggestions.tsx";
import { filled, forgetTemplate, ownTemplates, suggested, type Template, templatesIn } from "./templates.ts";
import { useAttachments } from "./use-attachments.ts";
import { type Mode, useDraft } from "./use-draft.ts";

export interface ComposerHandle {
  focus(mode: Mode): void;
  /** Puts a text before the writer, who sends it or not. */
  suggest(text: string): void;
}

interface Props {
  ref: Ref<ComposerHandle>;
  ticketId: string;
  view: StaffTicketView;
  onReopen(): void;
}

export function Composer({ ref, ticketId, view, onReopen }: Props) {
  const { t } = useLanguage();
  const me = useMe();
  const wire = useWire();
  const isInvited = isDepartment(me);
  const escalation = view.escalations.find(
    ({ state, departmentId }) => state === "open" && me.departments.some(({ id }) => id === departmentId),
  );
  const modes: Mode[] = isInvited
    ? escalation === undefined
      ? ["note"]
      : ["answer", "note"]
    : ["reply", "note"];
  const { draft, change } = useDraft(me.personId, ticketId, modes[0] ?? "note");
  const mode = modes.includes(draft.mode) ? draft.mode : (modes[0] ?? "note");
  const text = draft.texts[mode] ?? "";
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [isOver, setOver] = useState(false);
  const [picked, setPicked] = useState(0);
  const name = view.shopper.name ?? t.common.shopper;

  const onUploaded = useCallback(
    (photo: PhotoRef) => change((draft) => ({ ...draft, photos: [...draft.photos, photo] })),
    [change],
  );
  const attachments = useAttachments({ count: draft.photos.length, onUploaded });
  const write = (next: string) =>
    change((draft) => ({ ...draft, mode, texts: { ...draft.texts, [mode]: next } }));
  const choose = (next: Mode) => change((draft) => ({ ...draft, mode: next }));

  useImperativeHandle(ref, () => ({
    focus(next) {
      choose(next);
      field.current?.focus();
    },
    suggest(words) {
      const first = modes[0] ?? "note";
      change((draft) => {
        const before = draft.texts[first] ?? "";
        return {
          ...draft,
          mode: first,
          texts: { ...draft.texts, [first]: before === "" ? words : `${before}\n${words}` },
        };
      });
      field.current?.focus();
    },
  }));

  const own = useStore(ownTemplates);
  const suggestions = suggested(text, templatesIn(t, own)) ?? [];
  const take = (template: Template) => {
    write(filled(template, view.shopper.name ?? "", me.name));
    setPicked(0);
    field.current?.focus();
  };
  const forget = ({ name }: Template) => {
    forgetTemplate(name);
    setPicked(0);
    field.current?.focus();
  };
  const isTooLong = text.trim().length > messageLimit;
  const canSend = (text.trim() !== "" || draft.photos.length > 0) && !isTooLong && !attachments.isBusy;

  function send() {
    if (!canSend) return;
    const said = { text: text.trim(), photoIds: draft.photos.map(({ id }) => id) };
    if (mode === "reply") wire.say("message.send", { ticketId, ...said }, ticketId);
    else if (mode === "note") wire.say("note.write", { ticketId, ...said }, ticketId);
    else if (escalation !== undefined && said.text !== "") {
      wire.say("escalation.answer", { escalationId: escalation.id, ...said }, ticketId);
    } else return;
    change((draft) => ({ ...draft, texts: { ...draft.texts, [mode]: "" }, photos: [] }));
  }

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const chosen = suggestions[Math.min(picked, suggestions.length - 1)];
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      send();
    } else if (chosen !== undefined && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      take(chosen);
    } else if (chosen !== undefined && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const by = event.key === "ArrowDown" ? 1 : suggestions.length - 1;
      setPicked((picked + by) % suggestions.length);
    } else if (chosen?.isOwn && event.key === "Delete" && event.shiftKey) {
      event.preventDefault();
      forget(chosen);
    } else if (event.key === "Escape") {
      if (chosen !== undefined) write("");
      else field.current?.blur();
    }
  }

  const placeholder = {
    reply: t.conversation.replyPlaceholder(name),
    note: t.conversation.notePlaceholder,
    answer: t.conversation.answerPlaceholder,
  }[mode];
  const hasSuggestions = suggestions.length > 0;
  return (
    <section
      className={classes.composer}
      data-inner={mode !== "reply" || undefined}
      data-over={isOver ? t.conversation.dropHere : undefined}
      aria-label={t.conversation[mode]}
      onDragOver={(event: DragEvent) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        attachments.add(event.dataTransfer.files);
      }}
    >
      {view.status === "resolved" && !isInvited && (
        <div className={classes.resolvedBar}>
          {t.conversation.writingReopens}
          <Button size="compact-sm" variant="default" onClick={onReopen}>
            {t.conversation.reopen}
          </Button>
        </div>
      )}
      <div className={classes.modes}>
        <SegmentedControl
          size="xs"
          value={mode}
          onChange={(value) => {
            choose(value as Mode);
            field.current?.focus();
          }}
          data={modes.map((value) => ({ value, label: t.conversation[value] }))}
        />
        {mode !== "reply" && <span className={classes.modeHint}>{t.conversation.notSeenByShopper}</span>}
      </div>
      {hasSuggestions && (
        <Suggestions
          id={listId}
          templates={suggestions}
          picked={Math.min(picked, suggestions.length - 1)}
          onHover={setPicked}
          onPick={take}
          onForget={forget}
        />
      )}
      <div className={classes.box}>
        <Textarea
          ref={field}
          variant="unstyled"
          autosize
          minRows={2}
          maxRows={10}
          aria-label={placeholder}
          placeholder={placeholder}
          aria-autocomplete="list"
          aria-controls={hasSuggestions ? listId : undefined}
          aria-activedescendant={hasSuggestions ? `${listId}-${picked}` : undefined}
          value={text}
          onChange={(event) => {
            write(event.currentTarget.value);
            setPicked(0);
            if (mode === "reply") wire.typing(ticketId);
          }}
          onKeyDown={press}
          onPaste={(event: ClipboardEvent) => {
            if (event.clipboardData.files.length === 0) return;
            event.preventDefault();
            attachments.add(event.clipboardData.files);
          }}
        />
        <Attachments
          photos={draft.photos}
          uploading={attachments.uploading}
          onRemove={(id) =>
            change((draft) => ({ ...draft, photos: draft.photos.filter((photo) => photo.id !== id) }))
          }
          onDrop={attachments.drop}
          onRetry={attachments.retry}
        />
        <div className={classes.tools}>
          <ComposerTools
            text={text}
            onFiles={attachments.add}
            onTemplates={() => {
              write("/");
              field.current?.focus();
            }}
          />
          <span className={classes.gap} />
          {isTooLong && (
            <span className={classes.problem} role="alert">
              {t.conversation.tooLong(messageLimit.toLocaleString())}
            </span>
          )}
          <Button size="xs" disabled={!canSend} rightSection={<KeyHint keys="mod+Enter" />} onClick={send}>
            {t.common.send}
          </Button>
        </div>
      </div>
    </section>
  );
}
