import { Select } from "@mantine/core";
import type { QueueName } from "../../backend/contract/vocabulary.ts";
import { isDepartment } from "../shell/places.ts";
import { goInDesk, linkTo } from "../shell/routes.ts";
import { useWide } from "../shell/use-wide.ts";
import { useLanguage } from "../text/language.tsx";
import { useMe } from "../wire/session.tsx";
import { useAsk } from "../wire/use-ask.ts";
import classes from "./desk.module.css";

interface Props {
  queues: readonly QueueName[];
  chosen: QueueName;
}

export function QueueList({ queues, chosen }: Props) {
  const { t } = useLanguage();
  const me = useMe();
  const isWide = useWide();
  const counts = useAsk("queue.counts", {}, { keepsLast: true }).data;
  const nameOf = (name: QueueName) => (isDepartment(me) ? t.desk.askedOfUs : t.words.queues[name]);
  const countOf = (name: QueueName) => counts?.[name] ?? 0;

  if (!isWide) {
    return (
      <div className={classes.queueSelect}>
        <Select
          aria-label={t.desk.queues}
          data={queues.map((name) => ({ value: name, label: `${nameOf(name)}  ${countOf(name)}` }))}
          value={chosen}
          onChange={(value) => goInDesk({ queue: value as QueueName, ticketId: null })}
        />
      </div>
    );
  }
  return (
    <nav className={classes.queues} aria-label={t.desk.queues}>
      {queues.map((name) => (
        <a
          key={name}
          {...linkTo({ page: "desk", queue: name, ticketId: null, pane: "conversation" })}
          className={classes.queue}
          aria-current={name === chosen ? "true" : undefined}
        >
          <span>{nameOf(name)}</span>
          <span className={classes.count} data-none={countOf(name) === 0 || undefined}>
            {counts === undefined ? "" : countOf(name)}
          </span>
        </a>
      ))}
    </nav>
  );
}
