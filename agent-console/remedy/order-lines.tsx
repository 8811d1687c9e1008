import { Checkbox, NumberInput, Text } from "@mantine/core";
import type { CaseOrder } from "../../backend/contract/queries/console.ts";
import { useLanguage } from "../text/language.tsx";
import classes from "./remedy.module.css";

interface Props {
  order: CaseOrder;
  /** Absent where lines are only read. */
  quantities?: ReadonlyMap<string, number>;
  onQuantity?(lineId: string, quantity: number): void;
  /** What is chosen to be given concerns no line. */
  isAboutNone?: boolean;
  showsStock: boolean;
}

/** What was bought; ticked lines are what a remedy is about. */
export function OrderLines({ order, quantities, onQuantity, isAboutNone = false, showsStock }: Props) {
  const { t, exactMoney } = useLanguage();
  return (
    <ul className={classes.lines}>
      {order.lines.map((line) => {
        const chosen = isAboutNone ? 0 : (quantities?.get(line.lineId) ?? 0);
        const title = line.variant === "" ? line.title : `${line.title} · ${line.variant}`;
        return (
          <li key={line.lineId} className={classes.line}>
            {onQuantity !== undefined && (
              <Checkbox
                size="sm"
                aria-label={t.remedy.line(line.title)}
                checked={chosen > 0}
                disabled={isAboutNone}
                onChange={(event) => onQuantity(line.lineId, event.currentTarget.checked ? line.quantity : 0)}
              />
            )}
            <span className={classes.lineTitle}>
              <span>
                {line.quantity} × {title}
              </span>
              {showsStock && line.inStock !== null && (
                <Text span size="xs" c="dimmed">
                  {t.case.inStock(line.inStock)}
                </Text>
              )}
            </span>
            {chosen > 0 && line.quantity > 1 && onQuantity !== undefined && (
              <span className={classes.quantity}>
                <NumberInput
                  size="xs"
                  w={62}
                  min={1}
                  max={line.quantity}
                  clampBehavior="strict"
                  allowDecimal={false}
                  allowNegative={false}
                  aria-label={t.remedy.quantityOf(line.title)}
                  value={chosen}
                  onChange={(value) => onQuantity(line.lineId, Math.max(1, Number(value) || 1))}
                />
                <Text span size="xs" c="dimmed">
                  {t.remedy.of(line.quantity)}
                </Text>
              </span>
            )}
            <span className="money">{exactMoney(line.worthMinor, order.currency)}</span>
          </li>
        );
      })}
    </ul>
  );
}
