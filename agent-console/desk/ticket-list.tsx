import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useRef, useState } from "react";
import type { QueueName } from "../../backend/contract/vocabulary.ts";
import { useActs } from "../keys/acts.tsx";
import { KeyHint } from "../keys/key-caps.tsx";
import { Blank } from "../shell/blank.tsx";
import { IconSearch } from "../shell/icons.tsx";
import { NotLoaded, Waiting } from "../shell/page.tsx";
import { isDepartment } from "../shell/places.ts";
import { useLanguage } from "../text/language.tsx";
import { useMe } from "../wire/session.tsx";
import { useAskPages } from "../wire/use-ask.ts";
import classes from "./desk.module.css";
import { TicketRowLink } from "./ticket-row.tsx";

interface Props {
  queue: QueueName;
  openTicketId: string | null;
}

export function TicketList({ queue, openTicketId }: Props) {
  const { t } = useLanguage();
  const me = useMe();
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 200);
  const pages = useAskPages("queue.list", { queue, search });
  const tickets = pages.data?.pages.flatMap((page) => page.tickets) ?? [];
  const searchRef = useRef<HTMLInputElement>(null);
  const listRef = useRef<HTMLUListElement>(null);

  /** The focus is the cursor: it starts at the open ticket and wraps nowhere. */
  function move(by: 1 | -1) {
    const rows = [...(listRef.current?.querySelectorAll("a") ?? [])];
    const { activeElement } = document;
    const focused = activeElement instanceof HTMLAnchorElement ? rows.indexOf(activeElement) : -1;
    const from = focused >= 0 ? focused : rows.findIndex((row) => row.ariaCurrent === "true");
    rows[from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + by))]?.focus();
  }
  useActs([
    { id: "list.next", title: t.keys.nextTicket, keys: "j", group: "list", run: () => move(1) },
    { id: "list.previous", title: t.keys.previousTicket, keys: "k", group: "list", run: () => move(-1) },
    { id: "list.open", title: t.keys.openTicket, keys: "Enter", group: "list", run: () => move(1) },
    {
      id: "list.search",
      title: t.keys.search,
      keys: "/",
      group: "list",
      run: () => searchRef.current?.focus(),
    },
  ]);

  const emptyHint = search !== "" ? "search" : isDepartment(me) ? "department" : queue;
  return (
    <section className={classes.tickets} aria-label={t.desk.tickets}>
      <div className={classes.search}>
        <TextInput
          ref={searchRef}
          type="search"
          size="xs"
          aria-label={t.common.search}
          placeholder={t.desk.searchPlaceholder}
          leftSection={<IconSearch size={15} />}
          rightSection={typed === "" ? <KeyHint keys="/" /> : undefined}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            setTyped("");
            searchRef.current?.blur();
          }}
        />
      </div>
      {pages.isPending && <Waiting rows={5} />}
      {pages.isError && tickets.length === 0 && <NotLoaded onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && tickets.length === 0 && <Blank title={t.desk.empty[emptyHint]} />}
      <div className={classes.rows}>
        <ul ref={listRef} className={classes.rowList}>
          {tickets.map((ticket) => (
            <TicketRowLink
              key={ticket.ticketId}
              ticket={ticket}
              queue={queue}
              isOpen={ticket.ticketId === openTicketId}
            />
          ))}
        </ul>
        {pages.hasNextPage && (
          <Button
            variant="subtle"
            size="xs"
            fullWidth
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {t.common.more}
          </Button>
        )}
      </div>
    </section>
  );
}
