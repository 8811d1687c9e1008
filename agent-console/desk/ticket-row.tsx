import type { TicketRow } from "../../backend/contract/queries/console.ts";
import type { QueueName } from "../../backend/contract/vocabulary.ts";
import { linkTo } from "../shell/routes.ts";
import { useNow } from "../shell/use-now.ts";
import { useLanguage } from "../text/language.tsx";
import { useMe } from "../wire/session.tsx";
import classes from "./desk.module.css";

interface Props {
  ticket: TicketRow;
  queue: QueueName;
  isOpen: boolean;
}

export function TicketRowLink({ ticket, queue, isOpen }: Props) {
  const { t, span, moment } = useLanguage();
  const now = useNow();
  const me = useMe();
  const { ticketId, number, shopperName, status, waitingFor, waitingSince, unread, assignee } = ticket;
  const waited = span(now - waitingSince);
  const isOurs = status === "open" && waitingFor === "us";
  const time = status === "resolved" ? moment(ticket.lastAt, now) : waited;
  const owner = assignee?.id === me.personId ? t.common.you : assignee?.name;
  return (
    <li>
      <a
        {...linkTo({ page: "desk", queue, ticketId, pane: "conversation" })}
        className={classes.row}
        aria-current={isOpen ? "true" : undefined}
        data-unread={unread > 0 || undefined}
      >
        <span className={classes.rowHead}>
          <span className={classes.rowName}>{shopperName ?? t.desk.anonymous}</span>
          <time
            className={classes.rowTime}
            data-ours={isOurs || undefined}
            title={isOurs ? t.desk.waiting(waited) : t.desk.theirTurn(waited)}
          >
            {time}
          </time>
        </span>
        <span className={classes.rowPreview}>
          <span className={classes.rowWords}>{ticket.preview}</span>
          {unread > 0 && (
            <span className={classes.unread}>
              <span aria-hidden>{unread}</span>
              <span className={classes.onlyRead}>{t.desk.unread(unread)}</span>
            </span>
          )}
        </span>
        <span className={classes.rowFoot}>
          <span>#{number}</span>
          {ticket.orderNumber !== null && <span>{ticket.orderNumber}</span>}
          {owner !== undefined && queue !== "mine" && <span>{owner}</span>}
          {ticket.pendingApprovals > 0 && <span className={classes.tag}>{t.desk.approvalPending}</span>}
          {ticket.openEscalations > 0 && <span className={classes.tag}>{t.desk.departmentAsked}</span>}
        </span>
      </a>
    </li>
  );
}
