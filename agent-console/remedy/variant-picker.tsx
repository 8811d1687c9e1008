import { Checkbox, Select, type SelectProps } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { OrderedLine } from "../../backend/contract/fields.ts";
import type { CaseOrder, OfferedVariant } from "../../backend/contract/queries/console.ts";
import { useLanguage } from "../text/language.tsx";
import { useAsk } from "../wire/use-ask.ts";
import classes from "./remedy.module.css";

interface Props {
  ticketId: string;
  order: CaseOrder;
  /** The line whose product it is of; null: the whole catalogue, by a word. */
  like: OrderedLine | null;
  variant: OfferedVariant | null;
  isDifferenceWaived: boolean;
  onChoose(variant: OfferedVariant | null): void;
  onWaive(isWaived: boolean): void;
}

const searchPauseMs = 250;
const titleOf = ({ title, variant }: OfferedVariant) => (variant === "" ? title : `${title} · ${variant}`);

/** Which variant is sent, what it costs, whether it is there, and what its price means for the money. */
export function VariantPicker({ ticketId, order, like, ...rest }: Props) {
  const { variant, isDifferenceWaived, onChoose, onWaive } = rest;
  const { t, money } = useLanguage();
  const [word, setWord] = useState("");
  const [search] = useDebouncedValue(like === null ? word : "", searchPauseMs);
  const asked = useAsk(
    "variant.list",
    { ticketId, orderId: order.orderId, like, search: search === nameOf(variant) ? "" : search },
    { keepsLast: true },
  );
  const offered = asked.data?.variants ?? [];
  const shown =
    variant !== null && !offered.some(({ sku }) => sku === variant.sku) ? [variant, ...offered] : offered;
  const differenceMinor = variant?.differenceMinor ?? 0;
  const stockText = (inStock: number | null) =>
    inStock === null ? "" : t.case.inStock(Math.max(0, inStock));
  const renderOption: SelectProps["renderOption"] = ({ option }) => {
    const one = shown.find(({ sku }) => sku === option.value);
    if (one === undefined) return option.label;
    const facts = [like === null ? money(one.priceMinor, order.currency) : "", stockText(one.inStock)];
    return (
      <span className={classes.offered}>
        <span>{like === null ? titleOf(one) : one.variant || one.title}</span>
        <span className={classes.quiet}>{facts.filter((each) => each !== "").join(" · ")}</span>
      </span>
    );
  };
  return (
    <div className={classes.address}>
      <Select
        size="sm"
        data-first
        label={like === null ? t.remedy.gift : t.remedy.newVariant}
        placeholder={t.remedy.chooseVariant}
        nothingFoundMessage={asked.isPending ? undefined : t.remedy.noVariant}
        searchable
        filter={like === null ? ({ options }) => options : undefined}
        onSearchChange={setWord}
        value={variant?.sku ?? null}
        onChange={(sku) => onChoose(shown.find((each) => each.sku === sku) ?? null)}
        data={shown.map((each) => ({ value: each.sku, label: titleOf(each) }))}
        renderOption={renderOption}
      />
      {differenceMinor > 0 && (
        <span className={classes.quiet}>{t.remedy.cheaper(money(differenceMinor, order.currency))}</span>
      )}
      {differenceMinor < 0 && (
        <Checkbox
          size="sm"
          label={t.remedy.waive(money(-differenceMinor, order.currency))}
          checked={isDifferenceWaived}
          onChange={(event) => onWaive(event.currentTarget.checked)}
        />
      )}
    </div>
  );
}

const nameOf = (variant: OfferedVariant | null) => (variant === null ? null : titleOf(variant));
