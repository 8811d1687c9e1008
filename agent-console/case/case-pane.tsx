import { ActionIcon, Skeleton, Title } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Case } from "../../backend/contract/queries/console.ts";
import type { StaffTicketView } from "../../backend/contract/views.ts";
import { IconBack } from "../shell/icons.tsx";
import { NotLoaded } from "../shell/page.tsx";
import { isDepartment } from "../shell/places.ts";
import { goInDesk } from "../shell/routes.ts";
import { useWide } from "../shell/use-wide.ts";
import { useLanguage } from "../text/language.tsx";
import { useMe } from "../wire/session.tsx";
import classes from "./case.module.css";
import { ClaimBlock } from "./claim-block.tsx";
import { CustomerBlock } from "./customer-block.tsx";
import { EscalationBlock } from "./escalation-block.tsx";
import { OrderBlock } from "./order-block.tsx";

interface Props {
  ticketId: string;
  view: StaffTicketView | null;
  asked: UseQueryResult<Case>;
  onSuggest(text: string): void;
}

/** Who it is, what they bought, what is wrong, and what can be done about it. */
export function CasePane({ ticketId, view, asked, onSuggest }: Props) {
  const { t } = useLanguage();
  const me = useMe();
  const isWide = useWide();
  const Root = isWide ? "aside" : "main";
  // What a department was asked is what it came for; its agent comes for the remedy.
  const isInvited = isDepartment(me);
  return (
    <Root className={classes.pane} data-pane-name="case" aria-label={t.desk.panes.case}>
      {!isWide && (
        <div className={classes.backBar}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t.common.back}
            onClick={() => goInDesk({ pane: "conversation" })}
          >
            <IconBack />
          </ActionIcon>
          <Title order={1} size="md">
            {t.desk.panes.case}
          </Title>
        </div>
      )}
      {asked.data === undefined || view === null ? (
        asked.isError ? (
          <NotLoaded onRetry={() => void asked.refetch()} />
        ) : (
          <CaseSkeleton />
        )
      ) : (
        <>
          <CustomerBlock customer={asked.data.customer} shopper={view.shopper} />
          {isInvited && <EscalationBlock ticketId={ticketId} escalations={view.escalations} />}
          <ClaimBlock view={view} />
          <OrderBlock
            ticketId={ticketId}
            view={view}
            storefrontId={asked.data.storefrontId}
            orders={asked.data.orders}
            mayGive={!isInvited}
            onSuggest={(text) => {
              goInDesk({ pane: "conversation" });
              onSuggest(text);
            }}
          />
          {!isInvited && <EscalationBlock ticketId={ticketId} escalations={view.escalations} />}
        </>
      )}
    </Root>
  );
}

function CaseSkeleton() {
  const { t } = useLanguage();
  return (
    <div className={classes.block} aria-busy="true" role="status" aria-label={t.common.loading}>
      <Skeleton height={18} width="50%" />
      <Skeleton height={14} width="75%" mt={8} />
      <Skeleton height={110} mt={20} />
      <Skeleton height={150} mt={20} />
    </div>
  );
}
