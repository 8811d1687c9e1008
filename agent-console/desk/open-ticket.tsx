import { useRef } from "react";
import { CasePane } from "../case/case-pane.tsx";
import type { ComposerHandle } from "../conversation/composer.tsx";
import { Conversation } from "../conversation/conversation.tsx";
import { PhotoViewerProvider } from "../conversation/photo-viewer.tsx";
import { Blank } from "../shell/blank.tsx";
import { ErrorBoundary } from "../shell/error-boundary.tsx";
import { goInDesk } from "../shell/routes.ts";
import { useLanguage } from "../text/language.tsx";
import { useAsk } from "../wire/use-ask.ts";
import { useTicket } from "../wire/use-ticket.ts";
import classes from "./desk.module.css";

/** One ticket: the conversation and, beside it, the case. Both read the same live view. */
export function OpenTicket({ ticketId }: { ticketId: string }) {
  const { t } = useLanguage();
  const ticket = useTicket(ticketId);
  const asked = useAsk("ticket.case", { ticketId }, { isEnabled: ticket.status !== "ended" });
  const composer = useRef<ComposerHandle>(null);

  if (ticket.status === "ended" && ticket.view === null) {
    return (
      <main className={classes.nothing}>
        <Blank
          title={t.desk.gone}
          hint={t.desk.goneHint}
          action={{ label: t.common.back, run: () => goInDesk({ ticketId: null }) }}
        />
      </main>
    );
  }
  return (
    <PhotoViewerProvider>
      <ErrorBoundary>
        <Conversation
          ticketId={ticketId}
          ticket={ticket}
          number={asked.data?.number ?? null}
          composer={composer}
        />
      </ErrorBoundary>
      <ErrorBoundary>
        <CasePane
          ticketId={ticketId}
          view={ticket.view}
          asked={asked}
          onSuggest={(text) => composer.current?.suggest(text)}
        />
      </ErrorBoundary>
    </PhotoViewerProvider>
  );
}
