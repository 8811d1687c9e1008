/** @jsxImportSource preact */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { isNew } from "../chat.ts";
import { messageLimit } from "../limits.ts";
import type { Tray } from "../photos/tray.tsx";
import { useHere } from "./context.ts";
import { Icon } from "./icons.tsx";

const typingEveryMs = 2500;
const tallestPx = 160;
/** Where Enter is the only way to a new line, it makes one. */
const isTouch = matchMedia("(pointer: coarse)").matches;

type TrayModule = typeof import("../photos/tray.tsx");

interface ComposerProps {
  lane: string;
  placeholder: string;
  /** Files that were dropped on the conversation. */
  dropped: FileList | null;
  onSent(): void;
}

/** The text is kept at every keystroke, so that a reload or a dead battery loses nothing of it. */
export function Composer({ lane, placeholder, dropped, onSent }: ComposerProps) {
  const { app, say, language } = useHere();
  const [text, setText] = useState(() => app.store.draft(lane));
  const [isWaiting, setWaiting] = useState(false);
  const [, redraw] = useState(0);
  const box = useRef<HTMLTextAreaElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const tray = useRef<{ module: TrayModule; tray: Tray } | null>(null);
  const lastTyping = useRef(0);

  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return;
    current.style.height = "auto";
    current.style.height = `${Math.min(current.scrollHeight, tallestPx)}px`;
  });
  useEffect(() => () => tray.current?.tray.close(), []);

  const addPhotos = useCallback(
    async (chosen: Iterable<File>) => {
      const list = [...chosen];
      if (list.length === 0) return;
      if (tray.current === null) {
        const [module] = await Promise.all([import("../photos/tray.tsx"), language.later()]);
        tray.current ??= { module, tray: module.createTray(app, () => redraw((count) => count + 1)) };
      }
      tray.current.tray.add(list);
    },
    [app, language],
  );
  useEffect(() => {
    if (dropped !== null) void addPhotos(dropped);
  }, [dropped, addPhotos]);

  const waiting = tray.current?.tray;
  const photoCount = waiting?.photos().length ?? 0;
  const isBusy = waiting?.isBusy() ?? false;
  const over = text.trim().length - messageLimit;
  const canSend = over <= 0 && (text.trim() !== "" || photoCount > 0);

  function send() {
    if (!canSend) return;
    if (isBusy) {
      setWaiting(true);
      return;
    }
    const ids = waiting?.ids() ?? [];
    setWaiting(false);
    if (text.trim() === "" && ids.length === 0) return;
    app.say(lane, text.trim(), ids);
    setText("");
    app.store.keepDraft(lane, "");
    waiting?.clear();
    onSent();
    box.current?.focus();
  }
  // Pressed while photos were still on their way: goes as soon as they are there.
  useEffect(() => {
    if (isWaiting && !isBusy) send();
  });

  function write(value: string) {
    setText(value);
    app.store.keepDraft(lane, value);
    if (value !== "" && !isNew(lane) && Date.now() - lastTyping.current > typingEveryMs) {
      lastTyping.current = Date.now();
      app.line.typing(lane);
    }
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {tray.current !== null && photoCount > 0 && <tray.current.module.TrayView tray={tray.current.tray} />}
      {over > 0 && (
        <p class="problem" role="alert">
          {say("tooLong", { count: over })}
        </p>
      )}
      <div class="row">
        <button
          type="button"
          class="icon"
          aria-label={say("addPhotos")}
          title={say("addPhotos")}
          onClick={() => files.current?.click()}
        >
          <Icon name="photo" />
        </button>
        <input
          ref={files}
          class="hidden"
          type="file"
          accept="image/*"
          multiple
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => {
            void addPhotos(event.currentTarget.files ?? []);
            event.currentTarget.value = "";
          }}
        />
        <textarea
          ref={box}
          rows={1}
          aria-label={placeholder}
          placeholder={placeholder}
          value={text}
          onInput={(event) => write(event.currentTarget.value)}
          onPaste={(event) => {
            const pasted = event.clipboardData?.files;
            if (pasted === undefined || pasted.length === 0) return;
            event.preventDefault();
            void addPhotos(pasted);
          }}
          onKeyDown={(event) => {
            // Enter also ends the choice of a Chinese word; that one sends nothing.
            if (event.key !== "Enter" || event.shiftKey || event.isComposing || isTouch) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" class="send" aria-label={say("send")} aria-busy={isWaiting} disabled={!canSend}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
