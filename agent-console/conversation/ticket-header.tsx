import { ActionIcon, Badge, Button, Skeleton, Text, Title } from "@mantine/core";
import { KeyHint } from "../keys/key-caps.tsx";
import { IconBack, IconCheck, IconParcel, IconPeople, IconReturn } from "../shell/icons.tsx";
import { isDepartment } from "../shell/places.ts";
import { goInDesk } from "../shell/routes.ts";
import { useNow } from "../shell/use-now.ts";
import { useWide } from "../shell/use-wide.ts";
import { useLanguage } from "../text/language.tsx";
import { useMe } from "../wire/session.tsx";
import type { Ticket } from "../wire/use-ticket.ts";
import { AssignMenu } from "./assign-menu.tsx";
import classes from "./conversation.module.css";
import { Lookers } from "./lookers.tsx";
import type { TicketActs } from "./use-ticket-acts.ts";
import { waitingSince } from "./waiting-since.ts";

interface Props {
  ticket: Ticket;
  number: number | null;
  doing: TicketActs;
  isAssignOpen: boolean;
  onAssignOpen(isOpen: boolean): void;
  onEscalate(): void;
}

/** Whose it is, whose turn it is and since when; and the acts that end or pass it on. */
export function TicketHeader({ ticket, number, doing, isAssignOpen, onAssignOpen, onEscalate }: Props) {
  const { t, span } = useLanguage();
  const me = useMe();
  const now = useNow();
  const isWide = useWide();
  const { view, looking } = ticket;
  if (view === null) {
    return (
      <header className={classes.header}>
        <Skeleton height={22} width={220} />
      </header>
    );
  }
  const isOpen = view.status === "open";
  const since = waitingSince(view);
  const waited = since === null ? "" : span(now - since);
  const isStaff = !isDepartment(me);

  return (
    <header className={classes.header}>
      {!isWide && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t.common.back}
          onClick={() => goInDesk({ ticketId: null })}
        >
          <IconBack />
        </ActionIcon>
      )}
      <div className={classes.who}>
        <Title order={1} size="md" className={classes.name}>
          {view.shopper.name ?? t.desk.anonymous}
          {number !== null && (
            <Text span c="dimmed" size="sm" fw={400} className="figures">
              {" "}
              #{number}
            </Text>
          )}
        </Title>
        <div className={classes.facts}>
          {!isOpen && (
            <Badge size="sm" variant="light" color="gray" tt="none">
              {t.conversation.resolved}
            </Badge>
          )}
          {isOpen && (
            <span>{view.waitingFor === "us" ? t.desk.waiting(waited) : t.desk.theirTurn(waited)}</span>
          )}
          {isStaff && (
            <AssignMenu view={view} onAssign={doing.assign} isOpen={isAssignOpen} onOpen={onAssignOpen} />
          )}
        </div>
      </div>
      <Lookers people={looking} />
      {isStaff && isWide && (
        <>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPeople size={16} />}
            rightSection={<KeyHint keys="x" />}
            className={classes.act}
            onClick={onEscalate}
          >
            {t.conversation.escalate}
          </Button>
          <Button
            variant={isOpen ? "light" : "default"}
            size="xs"
            loading={doing.isRunning}
            leftSection={isOpen ? <IconCheck size={16} /> : <IconReturn size={16} />}
            rightSection={<KeyHint keys="e" />}
            className={classes.act}
            onClick={doing.toggleResolved}
          >
            {isOpen ? t.conversation.resolve : t.conversation.reopen}
          </Button>
        </>
      )}
      {!isWide && isStaff && (
        <>
          <ActionIcon variant="default" size="lg" aria-label={t.conversation.escalate} onClick={onEscalate}>
            <IconPeople />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size="lg"
            loading={doing.isRunning}
            aria-label={isOpen ? t.conversation.resolve : t.conversation.reopen}
            onClick={doing.toggleResolved}
          >
            {isOpen ? <IconCheck /> : <IconReturn />}
          </ActionIcon>
        </>
      )}
      {!isWide && (
        <ActionIcon
          variant="light"
          size="lg"
          aria-label={t.desk.panes.case}
          onClick={() => goInDesk({ pane: "case" })}
        >
          <IconParcel />
        </ActionIcon>
      )}
    </header>
  );
}
