import { Button, Drawer, Text } from "@mantine/core";
import type { FigureCase } from "../../backend/contract/figures.ts";
import type { RemedyKind } from "../../backend/contract/vocabulary.ts";
import { worthText } from "../remedy/worth-text.ts";
import { Blank } from "../shell/blank.tsx";
import { NotLoaded, Waiting } from "../shell/page.tsx";
import { linkTo } from "../shell/routes.ts";
import { useLanguage } from "../text/language.tsx";
import { useAskPages } from "../wire/use-ask.ts";
import type { Opened } from "./asked.ts";
import { durationText } from "./figure-text.ts";
import classes from "./figures.module.css";

interface Props {
  storefrontId: string;
  opened: Opened;
  onClose(): void;
}

/** The named cases behind a number, newest first. */
export function CaseDrawer({ storefrontId, opened, onClose }: Props) {
  const { t } = useLanguage();
  const { title, ...behind } = opened;
  const pages = useAskPages("figures.cases", { storefrontId, ...behind });
  const cases = pages.data?.pages.flatMap((page) => page.cases) ?? [];
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="md"
      title={title}
      closeButtonProps={{ "aria-label": t.common.close }}
      transitionProps={{ duration: 120 }}
    >
      {pages.isPending && <Waiting rows={6} />}
      {pages.isError && cases.length === 0 && <NotLoaded onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && cases.length === 0 && <Blank title={t.figures.noCases} />}
      <ul className={classes.cases}>
        {cases.map((each) => (
          <CaseRow key={each.id} of={each} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t.common.more}
        </Button>
      )}
    </Drawer>
  );
}

/** What is only written down counts as one minor unit against limits, which is no price that anybody should read. */
const isOnlyWritten = (remedy: RemedyKind, amountMinor: number) =>
  (remedy === "address_correction" || remedy === "order_change") && amountMinor <= 1;

function CaseRow({ of }: { of: FigureCase }) {
  const language = useLanguage();
  const { t, moment } = language;
  const { remedy, amountMinor, currency, reason, outcome, departmentName } = of;
  const what =
    remedy === null || amountMinor === null || currency === null
      ? t.figures.calledIn(departmentName ?? "")
      : isOnlyWritten(remedy, amountMinor)
        ? t.words.remedies[remedy]
        : `${t.words.remedies[remedy]} ${worthText(remedy, currency, language)(amountMinor)}`;
  const facts = [
    reason === null ? null : t.words.reasons[reason],
    of.waitedMs === null ? null : t.figures.waited(durationText(of.waitedMs, t)),
    of.personName === "" ? null : t.figures.doneBy(of.personName),
    of.orderNumber,
    of.isGenerated ? t.figures.generatedCase : null,
  ];
  return (
    <li>
      <a
        {...linkTo({ page: "desk", queue: "all_open", ticketId: of.ticketId, pane: "conversation" })}
        className={classes.case}
      >
        <span className={classes.caseHead}>
          <span className={classes.caseName}>
            #{of.ticketNumber} {of.shopperName ?? t.figures.noShopper}
          </span>
          <time className={classes.caseTime}>{moment(of.at)}</time>
        </span>
        <span className={classes.caseHead}>
          <span>{what}</span>
          {outcome !== null && <span>{t.figures.outcomes[outcome]}</span>}
        </span>
        <Text component="span" size="xs" c="dimmed">
          {facts.filter((fact) => fact !== null).join(" · ")}
        </Text>
      </a>
    </li>
  );
}
