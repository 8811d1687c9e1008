import { Button, Drawer } from "@mantine/core";
import { useState } from "react";
import type { CaseList, ReplayCase } from "../../../backend/contract/insight.ts";
import { NotLoaded, Waiting } from "../../shell/page.tsx";
import { linkTo } from "../../shell/routes.ts";
import { useLanguage } from "../../text/language.tsx";
import { useAsk } from "../../wire/use-ask.ts";
import classes from "./replay.module.css";

interface Props {
  runId: string;
  list: CaseList | null;
  onClose(): void;
}

/** The named cases behind one number, each opens its ticket. */
export function CaseDrawer({ runId, list, onClose }: Props) {
  const { t } = useLanguage();
  return (
    <Drawer
      opened={list !== null}
      onClose={onClose}
      position="right"
      size="lg"
      classNames={{ title: classes.drawerTitle }}
      title={list === null ? "" : t.workbench.replay.lists[list]}
      closeButtonProps={{ "aria-label": t.common.close }}
    >
      {list !== null && <CaseRows key={list} runId={runId} list={list} afters={[null]} />}
    </Drawer>
  );
}

interface RowsProps {
  runId: string;
  list: CaseList;
  afters: (string | null)[];
}

/** Page under page: each is asked for behind the last case of the one before. */
function CaseRows({ runId, list, afters: first }: RowsProps) {
  const [afters, setAfters] = useState(first);
  return (
    <ul className={classes.cases}>
      {afters.map((after, index) => (
        <CasePage
          key={after ?? "first"}
          runId={runId}
          list={list}
          after={after}
          onMore={index === afters.length - 1 ? (last) => setAfters([...afters, last]) : null}
        />
      ))}
    </ul>
  );
}

interface PageProps {
  runId: string;
  list: CaseList;
  after: string | null;
  onMore: ((after: string) => void) | null;
}

function CasePage({ runId, list, after, onMore }: PageProps) {
  const { t } = useLanguage();
  const asked = useAsk("insight.cases", { runId, list, after });
  if (asked.isPending) {
    return (
      <li>
        <Waiting rows={3} />
      </li>
    );
  }
  if (asked.data === undefined) {
    return (
      <li>
        <NotLoaded onRetry={() => void asked.refetch()} />
      </li>
    );
  }
  const { cases, hasMore } = asked.data;
  const last = cases.at(-1);
  return (
    <>
      {cases.map((each) => (
        <CaseRow key={each.decisionId} of={each} />
      ))}
      {hasMore && last !== undefined && onMore !== null && (
        <li>
          <Button size="xs" variant="default" onClick={() => onMore(last.decisionId)}>
            {t.common.more}
          </Button>
        </li>
      )}
    </>
  );
}

function CaseRow({ of: each }: { of: ReplayCase }) {
  const { t, money, moment, span } = useLanguage();
  const say = t.workbench.replay;
  const { ticketId, ticketNumber, orderNumber, agentName, amountMinor, currency, remedy, reason } = each;
  const link = linkTo({ page: "desk", queue: "all_open", ticketId, pane: "conversation" });
  const facts = [
    `${say.answers[each.was]} → ${say.answers[each.becomes]}`,
    each.ended === null ? null : say.ended[each.ended],
    each.waitedMs === null ? null : say.waitedFor(span(each.waitedMs)),
    ...each.bad.map((bad) => say.bad[bad]),
    each.isGenerated ? say.generatedCase : null,
  ].filter((fact) => fact !== null);
  return (
    <li className={classes.case}>
      <a {...link}>
        #{ticketNumber} · {t.words.remedies[remedy]} {money(amountMinor, currency)}
      </a>
      <span className={classes.caseWho}>
        {agentName} · {t.words.reasons[reason]} · {orderNumber} · {moment(each.at)}
      </span>
      <span className={classes.caseFacts}>{facts.join(" · ")}</span>
    </li>
  );
}
