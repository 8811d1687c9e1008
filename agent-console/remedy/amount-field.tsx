import { Button, Group, TextInput } from "@mantine/core";
import { useLayoutEffect, useRef } from "react";
import type { CaseOrder } from "../../backend/contract/queries/console.ts";
import { useLanguage } from "../text/language.tsx";
import { amountText, minorDigits } from "../text/money-text.ts";
import type { PanelState } from "./panel-state.ts";
import classes from "./remedy.module.css";
import type { RemedyForm } from "./use-remedy-draft.ts";

interface Props {
  order: CaseOrder;
  form: RemedyForm;
  linesWorthMinor: number;
  state: PanelState;
}

/** The amount, typed or taken: the whole, half of it, or what the ticked lines are worth. */
export function AmountField({ order, form, linesWorthMinor, state }: Props) {
  const { t, sign, money } = useLanguage();
  const { draft, lines, change } = form;
  const { currency, refundableMinor: left } = order;
  const linesMinor = Math.min(left, linesWorthMinor);
  const base = lines.length > 0 ? linesMinor : left;
  const shown = draft.typed ?? (lines.length > 0 && linesMinor > 0 ? amountText(linesMinor, currency) : "");
  const field = useRef<HTMLInputElement>(null);
  const suggested = draft.typed === null ? shown : null;
  // What the lines are worth may come when somebody is in the field already: it gives way to what they type next.
  useLayoutEffect(() => {
    if (suggested !== null && document.activeElement === field.current) field.current?.select();
  }, [suggested]);
  const error =
    state.kind === "incomplete" && state.misses === "not_an_amount"
      ? t.common.amount.notAnAmount
      : state.kind === "incomplete" && state.misses === "decimals"
        ? t.common.amount.tooManyDecimals(minorDigits(currency))
        : undefined;
  return (
    <div>
      <div className={classes.amount}>
        <TextInput
          ref={field}
          size="sm"
          data-first
          className={classes.amountInput}
          aria-label={t.remedy.amount}
          leftSection={<span className={classes.sign}>{sign(currency)}</span>}
          leftSectionWidth={Math.max(34, sign(currency).length * 10 + 14)}
          inputMode="decimal"
          autoComplete="off"
          value={shown}
          error={error !== undefined}
          onChange={(event) => change({ typed: event.currentTarget.value })}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Group gap={4} wrap="nowrap">
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => change({ typed: amountText(left, currency) })}
          >
            {t.remedy.all}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={base === 0}
            onClick={() => change({ typed: amountText(Math.floor(base / 2), currency) })}
          >
            {t.remedy.half}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={lines.length === 0}
            onClick={() => change({ typed: null })}
          >
            {t.remedy.chosen}
          </Button>
        </Group>
      </div>
      {error !== undefined && (
        <div className={classes.problem} role="alert">
          {error}
        </div>
      )}
      {"isAboveLines" in state && state.isAboveLines && (
        <div className={classes.quiet}>{t.remedy.aboveLines(money(linesWorthMinor, currency))}</div>
      )}
    </div>
  );
}
