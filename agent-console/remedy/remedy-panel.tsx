import { Button, SegmentedControl, Select, Text, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type KeyboardEvent, useRef } from "react";
import type { OrderedLine } from "../../backend/contract/fields.ts";
import type { CaseOrder } from "../../backend/contract/queries/console.ts";
import type { StaffTicketView } from "../../backend/contract/views.ts";
import {
  type ClaimReason,
  claimReasons,
  type RemedyKind,
  remedyKinds,
} from "../../backend/contract/vocabulary.ts";
import { useActs } from "../keys/acts.tsx";
import { KeyHint } from "../keys/key-caps.tsx";
import { isLead } from "../shell/places.ts";
import { calledName } from "../text/called-name.ts";
import { useLanguage } from "../text/language.tsx";
import { parseAmount, type TypedAmount } from "../text/money-text.ts";
import { useMe } from "../wire/session.tsx";
import { AddressForm, isComplete } from "./address-form.tsx";
import { AllReasons } from "./all-reasons.tsx";
import { AmountField } from "./amount-field.tsx";
import { FurtherFields } from "./further-fields.tsx";
import { HeadroomLine } from "./headroom-line.tsx";
import { formOf, isFreeOfCharge } from "./kind-forms.ts";
import { panelState } from "./panel-state.ts";
import classes from "./remedy.module.css";
import { StandsInTheWay } from "./stands-in-the-way.tsx";
import { useGive } from "./use-give.ts";
import { useHeadroom } from "./use-headroom.ts";
import { useMayGrant } from "./use-packed-rules.ts";
import { usePutOnRecord } from "./use-put-on-record.ts";
import type { RemedyDraft, RemedyForm } from "./use-remedy-draft.ts";
import { worthText } from "./worth-text.ts";

/** Beside the two that are given most, which stand in front. */
const furtherKinds = remedyKinds.filter((kind) => kind !== "refund" && kind !== "reship");

/** Null: points, which are whole. */
function parseTyped(text: string, currency: string | null): TypedAmount {
  if (currency !== null) return parseAmount(text, currency);
  if (text.trim() === "") return { kind: "empty" };
  return /^[1-9]\d{0,8}$/.test(text.trim())
    ? { kind: "amount", amountMinor: Number(text.trim()) }
    : { kind: "not_an_amount" };
}

/** What a variant's worth is asked for: as many as of the line it takes the place of. */
function goodsOf({ remedy, variant, quantity }: RemedyDraft, lines: OrderedLine[]) {
  if (variant === null) return null;
  return { sku: variant.sku, quantity: remedy === "gift" ? quantity : (lines[0]?.quantity ?? 1) };
}

interface Props {
  ticketId: string;
  storefrontId: string;
  view: StaffTicketView;
  order: CaseOrder;
  form: RemedyForm;
  /** Puts a text into the reply. */
  onSuggest(text: string): void;
  onGiven(): void;
}

/** What may be given here and now: shown before anything is promised, done and told in one act. */
export function RemedyPanel({ ticketId, storefrontId, view, order, form, onSuggest, onGiven }: Props) {
  const language = useLanguage();
  const { t } = language;
  const me = useMe();
  const { draft, lines, change } = form;
  const isRefund = draft.remedy === "refund";
  const isFurther = !isRefund && draft.remedy !== "reship";
  const asks = formOf(draft.remedy, draft.change);
  const chosen = asks.lines === "none" ? [] : lines;
  const [isTelling, telling] = useDisclosure(false);
  const fieldset = useRef<HTMLElement>(null);
  const name = calledName(view.shopper.name) ?? t.common.shopper;
  const goods = asks.variant === null ? null : goodsOf(draft, lines);
  const typed =
    draft.typed === null ? null : parseTyped(draft.typed, asks.typed === "points" ? null : order.currency);
  const { headroom, isOfBefore } = useHeadroom(
    {
      ticketId,
      orderId: order.orderId,
      remedy: draft.remedy,
      reason: draft.reason,
      lines: chosen,
      goods,
    },
    typed,
  );
  // The last answer's figures belong to what was asked before.
  const mayGrant = useMayGrant(storefrontId, isOfBefore ? null : headroom);
  const state = panelState({
    remedy: draft.remedy,
    order,
    lines,
    typed,
    form: asks,
    variant: asks.variant === null ? null : draft.variant,
    quantity: draft.quantity,
    isDifferenceWaived: draft.isDifferenceWaived,
    isAddressComplete: draft.address === null ? asks.address !== "needed" : isComplete(draft.address),
    isPaymentNamed:
      draft.remedy !== "order_change" || draft.change !== "payment" || draft.paymentMethod.trim() !== "",
    headroom,
    mayGrant,
    isResolved: view.status === "resolved",
    mayExceedBought: isLead(me),
  });
  const isAddressMissing = draft.remedy === "reship" && draft.address !== null && !isComplete(draft.address);
  const choose = (remedy: RemedyKind | undefined) =>
    remedy !== undefined && change({ remedy, typed: null, variant: null, address: null });
  const give = useGive({ ticketId, remediesSeen: view.remedies.length, order, form, state, onGiven });
  const { putOnRecord, isPutting } = usePutOnRecord({
    ticketId,
    remediesSeen: view.remedies.length,
    order,
    form,
    state,
    onAsked: onGiven,
  });
  useActs([
    {
      id: "ticket.makeGood",
      title: t.keys.makeGood,
      keys: "m",
      group: "ticket",
      run: () => fieldset.current?.querySelector<HTMLElement>("[data-first], [data-give]")?.focus(),
    },
  ]);

  const approvers = headroom?.approvers ?? [];
  const who = approvers[0] ?? t.remedy.aSupervisor;
  const worth = worthText(draft.remedy, order.currency, language);
  const amount = "amountMinor" in state ? worth(state.amountMinor) : "";
  const act = t.remedy.acts[draft.remedy](amount);
  const label =
    state.kind === "ask"
      ? isRefund
        ? t.remedy.ask(who, amount)
        : isFurther
          ? t.remedy.askOther(who, act.trim())
          : t.remedy.askReship(who)
      : t.remedy.andTell(act, name);
  const isReady = (state.kind === "grant" || state.kind === "ask") && !isAddressMissing;
  const submit = () => {
    // The last answer stays on the screen while the next is asked for, but nothing is given by it.
    if (isReady && !isOfBefore) void give.give();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };

  return (
    <section ref={fieldset} className={classes.panel} aria-label={t.remedy.title} onKeyDown={press}>
      <div className={classes.choices}>
        <SegmentedControl
          size="xs"
          aria-label={t.remedy.kind}
          value={isFurther ? "further" : draft.remedy}
          onChange={(value) => choose(value === "further" ? furtherKinds[0] : (value as RemedyKind))}
          data={[
            { value: "refund", label: t.words.remedies.refund },
            { value: "reship", label: t.words.remedies.reship },
            { value: "further", label: t.remedy.further },
          ]}
        />
        <Select
          size="xs"
          className={classes.reason}
          aria-label={t.remedy.reason}
          value={draft.reason}
          onChange={(value) => change({ reason: value as ClaimReason })}
          data={claimReasons.map((value) => ({ value, label: t.words.reasons[value] }))}
        />
      </div>
      {isFurther && (
        <Select
          size="xs"
          aria-label={t.remedy.further}
          allowDeselect={false}
          value={draft.remedy}
          onChange={(value) => choose(value as RemedyKind)}
          data={furtherKinds.map((value) => ({ value, label: t.words.remedies[value] }))}
        />
      )}
      {isFurther ? (
        <FurtherFields ticketId={ticketId} order={order} form={form} asks={asks} />
      ) : isRefund ? (
        <AmountField
          order={order}
          form={form}
          linesWorthMinor={headroom?.linesWorthMinor ?? 0}
          state={state}
        />
      ) : (
        <AddressForm order={order} address={draft.address} onChange={(address) => change({ address })} />
      )}
      <HeadroomLine
        storefrontId={storefrontId}
        headroom={headroom}
        order={order}
        remedy={draft.remedy}
        isFree={isFreeOfCharge(asks)}
      />
      <StandsInTheWay
        state={state}
        order={order}
        remedy={draft.remedy}
        approvers={approvers}
        name={name}
        onAskPhoto={() => onSuggest(t.remedy.photoRequest)}
        onTake={(typed) => change({ typed })}
        onRefundInstead={() => change({ remedy: "refund", typed: null })}
        onRecord={isAddressMissing || isOfBefore ? null : () => void putOnRecord()}
        isRecording={isPutting}
      />
      {(state.kind === "ask" || state.kind === "grant") && (
        <div className={classes.asides}>
          <AllReasons
            ticketId={ticketId}
            orderId={order.orderId}
            remedy={draft.remedy}
            reason={draft.reason}
            lines={state.lines}
            goods={goods}
            amountMinor={state.amountMinor}
          />
          {state.kind === "grant" && !isTelling && draft.tell === "" && (
            <Button variant="subtle" size="compact-sm" className={classes.aside} onClick={telling.open}>
              + {t.remedy.addMessage}
            </Button>
          )}
        </div>
      )}
      {state.kind === "ask" && (
        <Textarea
          size="sm"
          autosize
          minRows={2}
          maxLength={1000}
          label={t.remedy.because}
          description={t.remedy.becauseHint}
          value={draft.because}
          error={give.isBecauseMissing ? t.remedy.becauseMissing : undefined}
          onChange={(event) => change({ because: event.currentTarget.value })}
        />
      )}
      {state.kind === "grant" && (isTelling || draft.tell !== "") && (
        <Textarea
          size="sm"
          autosize
          minRows={2}
          label={t.remedy.tell(name)}
          description={t.remedy.tellHint}
          value={draft.tell}
          onChange={(event) => change({ tell: event.currentTarget.value })}
        />
      )}
      {state.kind !== "impossible" && (
        <div className={classes.give}>
          {state.kind === "incomplete" && (
            <Text size="sm" c="dimmed" mb={6}>
              {t.remedy.misses[state.misses]}
            </Text>
          )}
          <Button
            fullWidth
            data-give
            variant={state.kind === "ask" ? "outline" : "filled"}
            loading={give.isGiving || state.kind === "asking"}
            disabled={!isReady}
            rightSection={<KeyHint keys="mod+Enter" />}
            onClick={submit}
            classNames={{ root: classes.button, label: classes.buttonLabel }}
          >
            {label}
          </Button>
        </div>
      )}
    </section>
  );
}
