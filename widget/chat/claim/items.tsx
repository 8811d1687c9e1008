/** @jsxImportSource preact */
import type { ShopperOrder } from "../../../backend/contract/queries/widget.ts";
import { useHereLater } from "../views/context.ts";
import { Icon } from "../views/icons.tsx";
import type { Choices } from "./steps.ts";

interface ItemsProps {
  order: ShopperOrder;
  chosen: Choices["lines"];
  onChoose(lines: Choices["lines"]): void;
}

/** Ticking an item means all of its pieces; fewer are said with the stepper. */
export function Items({ order, chosen, onChoose }: ItemsProps) {
  const { say, format } = useHereLater();
  const countOf = (lineId: string) => chosen.find((each) => each.lineId === lineId)?.quantity ?? 0;
  const set = (lineId: string, quantity: number) =>
    onChoose(
      order.lines
        .map((line) => ({
          lineId: line.lineId,
          quantity: line.lineId === lineId ? quantity : countOf(line.lineId),
        }))
        .filter((each) => each.quantity > 0),
    );
  return (
    <div class="choices">
      {order.lines.map((line) => {
        const count = countOf(line.lineId);
        return (
          <div class={`item${count > 0 ? " chosen" : ""}`} key={line.lineId}>
            <label>
              <input
                type="checkbox"
                checked={count > 0}
                onChange={() => set(line.lineId, count > 0 ? 0 : line.quantity)}
              />
              <span class="texts">
                <strong>{line.title}</strong>
                <span>
                  {[line.variant, format.money(line.worthMinor, order.currency)].filter(Boolean).join(" · ")}
                </span>
              </span>
            </label>
            {count > 0 && line.quantity > 1 && (
              <div class="stepper">
                <button
                  type="button"
                  aria-label={say("fewer", { title: line.title })}
                  disabled={count === 1}
                  onClick={() => set(line.lineId, count - 1)}
                >
                  <Icon name="minus" size={18} />
                </button>
                <span aria-live="polite">{say("howMany", { count, bought: line.quantity })}</span>
                <button
                  type="button"
                  aria-label={say("more", { title: line.title })}
                  disabled={count === line.quantity}
                  onClick={() => set(line.lineId, count + 1)}
                >
                  <Icon name="plus" size={18} />
                </button>
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}
