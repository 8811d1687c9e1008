import { Button, Table, Text, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import type { Payout } from "../../backend/contract/queries/console.ts";
import { linesText, whatText } from "../conversation/line-text.ts";
import { Blank } from "../shell/blank.tsx";
import { IconNote } from "../shell/icons.tsx";
import { NotLoaded, Page, Waiting } from "../shell/page.tsx";
import { useNow } from "../shell/use-now.ts";
import { useWide } from "../shell/use-wide.ts";
import { useLanguage } from "../text/language.tsx";
import { paymentText } from "../text/payment-text.ts";
import { useAskPages } from "../wire/use-ask.ts";
import { BookForm } from "./book-form.tsx";
import classes from "./payouts.module.css";

/** What finance carries out by hand, oldest first. */
export default function Payouts() {
  const { t } = useLanguage();
  const isWide = useWide();
  const pages = useAskPages("payout.list", {});
  const payouts = pages.data?.pages.flatMap((page) => page.payouts) ?? [];
  const [booking, setBooking] = useState<Payout | null>(null);

  return (
    <Page title={t.payouts.title} hint={t.payouts.hint}>
      {pages.isPending && <Waiting />}
      {pages.isError && payouts.length === 0 && <NotLoaded onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && payouts.length === 0 && (
        <Blank icon={<IconNote size={22} />} title={t.payouts.empty} hint={t.payouts.emptyHint} />
      )}
      {payouts.length > 0 &&
        (isWide ? (
          <PayoutTable payouts={payouts} onBook={setBooking} />
        ) : (
          <PayoutCards payouts={payouts} onBook={setBooking} />
        ))}
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
      {booking !== null && <BookForm payout={booking} onClose={() => setBooking(null)} />}
    </Page>
  );
}

interface ListProps {
  payouts: Payout[];
  onBook(payout: Payout): void;
}

function PayoutTable({ payouts, onBook }: ListProps) {
  const language = useLanguage();
  const { t, exactMoney, moment } = language;
  const now = useNow();
  return (
    <div className={classes.frame}>
      <Table verticalSpacing="xs" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.payouts.order}</Table.Th>
            <Table.Th>{t.payouts.what}</Table.Th>
            <Table.Th>{t.payouts.payee}</Table.Th>
            <Table.Th>{t.payouts.reason}</Table.Th>
            <Table.Th>{t.payouts.grantedBy}</Table.Th>
            <Table.Th>{t.payouts.since}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{t.payouts.book}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {payouts.map((payout) => (
            <Table.Tr key={payout.remedyId}>
              <Table.Td>
                {payout.orderNumber}
                <Text size="xs" c="dimmed">
                  #{payout.ticketNumber}
                </Text>
              </Table.Td>
              <Table.Td>
                <Text fw={650} size="sm" className={`money ${classes.what}`}>
                  {payout.remedy === "refund"
                    ? exactMoney(payout.amountMinor, payout.currency)
                    : t.words.remedies[payout.remedy]}
                </Text>
                <Text size="xs" c="dimmed">
                  {payout.remedy === "refund" || payout.remedy === "reship"
                    ? linesText(payout.lines)
                    : whatText(payout, language)}
                </Text>
              </Table.Td>
              <Table.Td>
                {payout.payee}
                <Text size="xs" c="dimmed">
                  {payout.address === "" ? paymentText(payout.paymentHint, t) : payout.address}
                </Text>
                <PaidOtherwise payout={payout} />
              </Table.Td>
              <Table.Td>{t.words.reasons[payout.reason]}</Table.Td>
              <Table.Td>{payout.grantedBy}</Table.Td>
              <Table.Td className="figures">{moment(payout.since, now)}</Table.Td>
              <Table.Td>
                <Button size="xs" variant="light" onClick={() => onBook(payout)}>
                  {t.payouts.book}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function PayoutCards({ payouts, onBook }: ListProps) {
  const language = useLanguage();
  const { t, exactMoney, moment } = language;
  const now = useNow();
  return (
    <ul className={classes.cards}>
      {payouts.map((payout) => (
        <li key={payout.remedyId} className={classes.card}>
          <Text fw={650} className={`money ${classes.what}`}>
            {payout.remedy === "refund"
              ? exactMoney(payout.amountMinor, payout.currency)
              : whatText(payout, language)}
          </Text>
          <Text size="sm">{payout.payee}</Text>
          <Text size="sm">{payout.address === "" ? paymentText(payout.paymentHint, t) : payout.address}</Text>
          <Text size="sm" c="dimmed">
            {[
              payout.orderNumber,
              t.words.reasons[payout.reason],
              payout.grantedBy,
              moment(payout.since, now),
            ].join(" · ")}
          </Text>
          <PaidOtherwise payout={payout} />
          <Button size="sm" variant="light" onClick={() => onBook(payout)}>
            {t.payouts.book}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function PaidOtherwise({ payout }: { payout: Payout }) {
  const { t } = useLanguage();
  if (!payout.isPaidOtherwise) return null;
  return (
    <Text size="xs" fw={600} c="red.8">
      {t.payouts.paidOtherwise}
    </Text>
  );
}
