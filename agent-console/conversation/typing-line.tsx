import { useLanguage } from "../text/language.tsx";
import type { TicketState } from "../wire/ticket-lines.ts";
import classes from "./timeline.module.css";

export function TypingLine({ typing }: { typing: TicketState["typing"] }) {
  const { t, list } = useLanguage();
  const names = typing.map(({ name }) => name || t.common.shopper);
  return (
    <div className={classes.typing} aria-live="polite">
      {names.length > 0 && (
        <>
          <span className={classes.dots} aria-hidden>
            <i />
            <i />
            <i />
          </span>
          {names.length === 1 ? t.conversation.typing(list(names)) : t.conversation.typingMany(list(names))}
        </>
      )}
    </div>
  );
}
