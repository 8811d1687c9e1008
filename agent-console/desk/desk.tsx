import { VisuallyHidden } from "@mantine/core";
import { useActs } from "../keys/acts.tsx";
import { Blank } from "../shell/blank.tsx";
import { IconInbox } from "../shell/icons.tsx";
import { isDepartment } from "../shell/places.ts";
import { goInDesk, useRoute } from "../shell/routes.ts";
import { useWide } from "../shell/use-wide.ts";
import { useLanguage } from "../text/language.tsx";
import { useMe } from "../wire/session.tsx";
import classes from "./desk.module.css";
import { OpenTicket } from "./open-ticket.tsx";
import { QueueList } from "./queue-list.tsx";
import { queueKeys, queuesOf } from "./queues.ts";
import { TicketList } from "./ticket-list.tsx";

/** Queues and their tickets, the conversation, the case. */
export function Desk() {
  const { t } = useLanguage();
  const me = useMe();
  const route = useRoute();
  const queues = queuesOf(me);
  const isDesk = route.page === "desk";
  const queue = isDesk && queues.includes(route.queue) ? route.queue : (queues[0] ?? "mine");
  const ticketId = isDesk ? route.ticketId : null;
  const pane = isDesk ? route.pane : "conversation";
  const isWide = useWide();
  // On a phone the list is the page.
  const List = isWide || ticketId !== null ? "div" : "main";
  useActs(
    queues.map((name) => ({
      id: `go.queue.${name}`,
      title: t.keys.goTo(isDepartment(me) ? t.desk.askedOfUs : t.words.queues[name]),
      keys: queueKeys[name],
      group: "go",
      run: () => goInDesk({ queue: name, ticketId: null }),
    })),
  );
  return (
    <div className={classes.desk} data-pane={ticketId === null ? "list" : pane}>
      <List className={classes.list}>
        {List === "main" && <VisuallyHidden component="h1">{t.common.nav.desk}</VisuallyHidden>}
        <QueueList queues={queues} chosen={queue} />
        <TicketList key={queue} queue={queue} openTicketId={ticketId} />
      </List>
      {ticketId === null && isWide && (
        <main className={classes.nothing}>
          <VisuallyHidden component="h1">{t.common.nav.desk}</VisuallyHidden>
          <Blank icon={<IconInbox size={22} />} title={t.desk.choose} hint={t.desk.chooseHint} />
        </main>
      )}
      {ticketId !== null && <OpenTicket key={ticketId} ticketId={ticketId} />}
    </div>
  );
}
