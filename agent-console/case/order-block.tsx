import { Badge, Button, Collapse, Select, Text, Tooltip } from "@mantine/core";
import { useState } from "react";
import type { CaseOrder } from "../../backend/contract/queries/console.ts";
import type { StaffTicketView } from "../../backend/contract/views.ts";
import { GivenRemedies } from "../remedy/given-remedies.tsx";
import { formOf } from "../remedy/kind-forms.ts";
import { OrderLines } from "../remedy/order-lines.tsx";
import { RemedyPanel } from "../remedy/remedy-panel.tsx";
import { useRemedyDraft } from "../remedy/use-remedy-draft.ts";
import { useLanguage } from "../text/language.tsx";
import { paymentText } from "../text/payment-text.ts";
import { AttachOrder } from "./attach-order.tsx";
import { Block } from "./block.tsx";
import classes from "./case.module.css";
import { Shipments } from "./shipments.tsx";

interface Props {
  ticketId: string;
  storefrontId: string;
  view: StaffTicketView;
  orders: CaseOrder[];
  mayGive: boolean;
  onSuggest(text: string): void;
}

/** The order in question; which one it is can be changed where there are several. */
export function OrderBlock({ ticketId, storefrontId, view, orders, mayGive, onSuggest }: Props) {
  const { t } = useLanguage();
  const [chosen, setChosen] = useState<string | null>(null);
  const order = orders.find(({ orderId }) => orderId === (chosen ?? view.order?.id)) ?? orders[0];
  if (order === undefined) {
    return (
      <>
        {mayGive && <AttachOrder ticketId={ticketId} email={view.shopper.email} />}
        <GivenRemedies ticketId={ticketId} remedies={view.remedies} />
      </>
    );
  }
  const picker =
    orders.length > 1 ? (
      <Select
        size="xs"
        w={112}
        aria-label={t.case.orderNumber}
        value={order.orderId}
        onChange={setChosen}
        data={orders.map(({ orderId, number }) => ({ value: orderId, label: number }))}
      />
    ) : null;
  return (
    <OneOrder
      key={order.orderId}
      ticketId={ticketId}
      storefrontId={storefrontId}
      view={view}
      order={order}
      picker={picker}
      mayGive={mayGive}
      onSuggest={onSuggest}
    />
  );
}

interface OneProps extends Omit<Props, "orders"> {
  order: CaseOrder;
  picker: React.ReactNode;
}

const isUnderWay = ({ state }: { state: string }) =>
  state === "awaiting_approval" || state === "granted" || state === "paying";

function OneOrder({ ticketId, storefrontId, view, order, picker, mayGive, onSuggest }: OneProps) {
  const { t, money, moment } = useLanguage();
  const form = useRemedyDraft(order, view.claims);
  // While something is on its way the next remedy is not what one came for: it is one click off.
  const hasSome = view.remedies.some((each) => isUnderWay(each) || each.state === "settled");
  const [wantsMore, setWantsMore] = useState(false);
  const isPanelOpen = !hasSome || wantsMore || form.draft.typed !== null;
  const facts = [
    order.isCancelled ? t.case.cancelled : t.words.financial[order.financialStatus],
    paymentText(order.paymentHint, t),
    order.refundedMinor > 0 ? t.case.refunded(money(order.refundedMinor, order.currency)) : "",
  ];
  return (
    <>
      <Block
        title={
          <>
            {t.case.order(order.number)}{" "}
            {order.assurance !== null && (
              <Tooltip label={order.assurance === "verified" ? t.case.verifiedHint : t.case.statedHint}>
                <Badge
                  size="sm"
                  tt="none"
                  variant="light"
                  color={order.assurance === "verified" ? "brand" : "yellow"}
                >
                  {t.case[order.assurance]}
                </Badge>
              </Tooltip>
            )}
          </>
        }
        aside={
          picker ?? (
            <Text size="xs" c="dimmed">
              {moment(order.orderedAt)}
            </Text>
          )
        }
      >
        <Text size="sm" c="dimmed" className="figures">
          {facts.filter((each) => each !== "").join(" · ")}
        </Text>
        <OrderLines
          order={order}
          quantities={mayGive && isPanelOpen ? form.draft.quantities : undefined}
          onQuantity={mayGive && isPanelOpen ? form.setQuantity : undefined}
          isAboutNone={formOf(form.draft.remedy, form.draft.change).lines === "none"}
          showsStock={form.draft.remedy === "reship"}
        />
        <Shipments shipments={order.shipments} />
      </Block>
      {(mayGive || view.remedies.length > 0) && (
        <Block title={t.remedy.title}>
          <GivenRemedies ticketId={ticketId} remedies={view.remedies} />
          {mayGive && !isPanelOpen && (
            <Button variant="default" size="xs" fullWidth onClick={() => setWantsMore(true)}>
              {t.remedy.somethingMore}
            </Button>
          )}
          {mayGive && (
            <Collapse expanded={isPanelOpen} transitionDuration={120}>
              <div className={classes.panelRoom}>
                {isPanelOpen && (
                  <RemedyPanel
                    ticketId={ticketId}
                    storefrontId={storefrontId}
                    view={view}
                    order={order}
                    form={form}
                    onSuggest={onSuggest}
                    onGiven={() => setWantsMore(false)}
                  />
                )}
              </div>
            </Collapse>
          )}
        </Block>
      )}
    </>
  );
}
