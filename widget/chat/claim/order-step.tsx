/** @jsxImportSource preact */
import type { ShopperOrder } from "../../../backend/contract/queries/widget.ts";
import { useHereLater } from "../views/context.ts";
import { Choice } from "./choice.tsx";

interface OrderStepProps {
  orders: ShopperOrder[];
  mayFind: boolean;
  onChoose(order: ShopperOrder): void;
  onFind(): void;
  onElse(): void;
}

export function OrderStep({ orders, mayFind, onChoose, onFind, onElse }: OrderStepProps) {
  const { say, format } = useHereLater();
  return (
    <div class="choices">
      {orders.map((order) => {
        const day =
          order.deliveredAt === null
            ? say("orderedOn", { day: format.day(order.orderedAt) })
            : say("deliveredOn", { day: format.day(order.deliveredAt) });
        const [first, ...rest] = order.lines;
        return (
          <Choice
            key={order.orderId}
            title={`${first?.title ?? ""}${rest.length > 0 ? ` +${rest.length}` : ""}`}
            hint={`${order.number} · ${day}`}
            aside={format.money(order.totalMinor, order.currency)}
            onChoose={() => onChoose(order)}
          />
        );
      })}
      {mayFind && <Choice title={say("otherOrder")} hint={say("findOrderHint")} onChoose={onFind} />}
      <Choice title={say("somethingElse")} hint={say("somethingElseHint")} onChoose={onElse} />
    </div>
  );
}
