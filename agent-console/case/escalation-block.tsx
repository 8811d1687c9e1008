import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { EscalationView } from "../../backend/contract/views.ts";
import { isDepartment } from "../shell/places.ts";
import { useNow } from "../shell/use-now.ts";
import { useLanguage } from "../text/language.tsx";
import { useMe } from "../wire/session.tsx";
import { useCommand } from "../wire/use-command.ts";
import { Block } from "./block.tsx";
import classes from "./case.module.css";

interface Props {
  ticketId: string;
  escalations: EscalationView[];
}

/** Which departments were asked what, by when, and what came of it. */
export function EscalationBlock({ ticketId, escalations }: Props) {
  const { t } = useLanguage();
  if (escalations.length === 0) return null;
  return (
    <Block title={t.case.escalations}>
      <ul className={classes.escalations}>
        {escalations.toReversed().map((escalation) => (
          <Escalation key={escalation.id} ticketId={ticketId} escalation={escalation} />
        ))}
      </ul>
    </Block>
  );
}

function Escalation({ ticketId, escalation }: { ticketId: string; escalation: EscalationView }) {
  const { t, due, moment } = useLanguage();
  const me = useMe();
  const now = useNow();
  const { run, isRunning } = useCommand();
  const isOpen = escalation.state === "open";
  const isOurs = me.departments.some(({ id }) => id === escalation.departmentId);
  const isLate = isOpen && escalation.dueAt < now;
  return (
    <li className={classes.escalation} data-open={isOpen || undefined}>
      <div className={classes.escalationHead}>
        <strong>{escalation.departmentName}</strong>
        <span data-late={isLate || undefined} title={moment(escalation.dueAt, now)}>
          {isOpen
            ? due(escalation.dueAt, now)
            : escalation.state === "finished"
              ? t.case.escalationDone
              : t.case.escalationWithdrawn}
        </span>
      </div>
      <span>{escalation.question}</span>
      {escalation.result !== null && <span className={classes.quiet}>{escalation.result}</span>}
      {isOpen && !isDepartment(me) && (
        <Button
          size="compact-sm"
          variant="default"
          loading={isRunning}
          onClick={() => void run("escalation.withdraw", { escalationId: escalation.id }, ticketId)}
        >
          {t.case.withdraw}
        </Button>
      )}
      {isOpen && isOurs && <FinishForm ticketId={ticketId} escalationId={escalation.id} />}
    </li>
  );
}

function FinishForm({ ticketId, escalationId }: { ticketId: string; escalationId: string }) {
  const { t } = useLanguage();
  const { run, isRunning } = useCommand();
  const [result, setResult] = useState("");

  function submit(event: FormEvent) {
    event.preventDefault();
    if (result.trim() !== "") {
      void run("escalation.finish", { escalationId, result: result.trim() }, ticketId);
    }
  }
  return (
    <form onSubmit={submit} className={classes.finish}>
      <Textarea
        size="sm"
        autosize
        minRows={2}
        maxLength={1000}
        label={t.case.result}
        description={t.case.finishHint}
        value={result}
        onChange={(event) => setResult(event.currentTarget.value)}
      />
      <Button size="xs" type="submit" loading={isRunning} disabled={result.trim() === ""}>
        {t.case.finish}
      </Button>
    </form>
  );
}
