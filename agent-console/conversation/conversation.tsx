import { useDisclosure } from "@mantine/hooks";
import type { RefObject } from "react";
import { EscalateForm } from "../case/escalate-form.tsx";
import { isDepartment } from "../shell/places.ts";
import { useMe } from "../wire/session.tsx";
import type { Ticket } from "../wire/use-ticket.ts";
import { Composer, type ComposerHandle } from "./composer.tsx";
import classes from "./conversation.module.css";
import { TicketHeader } from "./ticket-header.tsx";
import { Timeline } from "./timeline.tsx";
import { useTicketActs } from "./use-ticket-acts.ts";

interface Props {
  ticketId: string;
  ticket: Ticket;
  number: number | null;
  composer: RefObject<ComposerHandle | null>;
}

export function Conversation({ ticketId, ticket, number, composer }: Props) {
  const me = useMe();
  const [isAssignOpen, assign] = useDisclosure(false);
  const [isEscalateOpen, escalate] = useDisclosure(false);
  const doing = useTicketActs({
    ticketId,
    view: ticket.view,
    composer,
    onAssign: assign.open,
    onEscalate: escalate.open,
  });
  return (
    <main className={classes.conversation} data-pane-name="conversation">
      <TicketHeader
        ticket={ticket}
        number={number}
        doing={doing}
        isAssignOpen={isAssignOpen}
        onAssignOpen={assign.set}
        onEscalate={escalate.open}
      />
      <Timeline ticketId={ticketId} ticket={ticket} />
      {ticket.view !== null && ticket.status !== "ended" && (
        <Composer ref={composer} ticketId={ticketId} view={ticket.view} onReopen={doing.toggleResolved} />
      )}
      {!isDepartment(me) && (
        <EscalateForm ticketId={ticketId} isOpen={isEscalateOpen} onClose={escalate.close} />
      )}
    </main>
  );
}
