import { NumberInput, SegmentedControl, TextInput } from "@mantine/core";
import type { CaseOrder } from "../../backend/contract/queries/console.ts";
import { useLanguage } from "../text/language.tsx";
import { AddressForm } from "./address-form.tsx";
import type { KindForm } from "./kind-forms.ts";
import classes from "./remedy.module.css";
import type { OrderChange, RemedyForm } from "./use-remedy-draft.ts";
import { VariantPicker } from "./variant-picker.tsx";

interface Props {
  ticketId: string;
  order: CaseOrder;
  form: RemedyForm;
  asks: KindForm;
}

const changes: OrderChange[] = ["variant", "address", "payment"];
const mostPieces = 100;

/** What the kinds beside refund and reship ask for, each only what it needs. */
export function FurtherFields({ ticketId, order, form, asks }: Props) {
  const { t, sign } = useLanguage();
  const { draft, lines, change } = form;
  const [line] = lines;
  const isPayment = draft.remedy === "order_change" && draft.change === "payment";
  const isSwapReady = asks.variant === "same_product" && lines.length === 1 && line !== undefined;
  return (
    <>
      {draft.remedy === "order_change" && (
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t.words.remedies.order_change}
          value={draft.change}
          onChange={(value) => change({ change: value as OrderChange, variant: null, address: null })}
          data={changes.map((value) => ({ value, label: t.remedy.changes[value] }))}
        />
      )}
      {asks.typed !== null && (
        <TextInput
          size="sm"
          data-first
          className={classes.amountInput}
          aria-label={asks.typed === "points" ? t.words.remedies.points : t.remedy.amount}
          leftSection={asks.typed === "money" && <span className={classes.sign}>{sign(order.currency)}</span>}
          inputMode={asks.typed === "money" ? "decimal" : "numeric"}
          autoComplete="off"
          placeholder={asks.typed === "points" ? t.remedy.howManyPoints : t.remedy.amount}
          value={draft.typed ?? ""}
          onChange={(event) => change({ typed: event.currentTarget.value })}
        />
      )}
      {(asks.variant === "any" || isSwapReady) && (
        <VariantPicker
          ticketId={ticketId}
          order={order}
          like={asks.variant === "any" ? null : (line ?? null)}
          variant={draft.variant}
          isDifferenceWaived={draft.isDifferenceWaived}
          onChoose={(variant) => change({ variant, isDifferenceWaived: false })}
          onWaive={(isDifferenceWaived) => change({ isDifferenceWaived })}
        />
      )}
      {asks.variant === "any" && (
        <NumberInput
          size="xs"
          w={96}
          min={1}
          max={mostPieces}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          label={t.remedy.pieces}
          value={draft.quantity}
          onChange={(value) => change({ quantity: Math.max(1, Number(value) || 1) })}
        />
      )}
      {isPayment && (
        <TextInput
          size="sm"
          data-first
          label={t.remedy.changes.payment}
          maxLength={60}
          value={draft.paymentMethod}
          onChange={(event) => change({ paymentMethod: event.currentTarget.value })}
        />
      )}
      {asks.address !== null && (
        <AddressForm
          order={order}
          address={draft.address}
          isNeeded={asks.address === "needed"}
          onChange={(address) => change({ address })}
        />
      )}
    </>
  );
}
