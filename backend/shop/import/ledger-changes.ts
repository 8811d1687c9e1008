import { insert, update, type Write } from "../../core/database/writes.ts";
import { type OrderMoneyRow, orderMoney } from "../tables.ts";
import type { OrderInput } from "./order-from-rows.ts";
import { refundsElsewhere } from "./refunds-elsewhere.ts";

interface Sums {
  paidMinor: number;
  refundedMinor: number;
}

interface Order {
  id: string;
  storefrontId: string;
  reservedMinor: number;
  newId: () => string;
}

/**
 * What an import changes in an order's ledger: at most one payment and two refunds of source `import`, whose amounts
 * follow the file. Rows of other sources stay as they are. Returns the sums that stand on the order.
 */
export function ledgerChanges(
  before: readonly OrderMoneyRow[],
  input: OrderInput,
  { id: orderId, storefrontId, reservedMinor, newId }: Order,
): Sums & { writes: Write[] } {
  const writes: Write[] = [];
  const references = {
    payment: `${orderId}:payment`,
    refund: `${orderId}:refund`,
    unsure: `${orderId}:refund-unsure`,
  };
  const imported = (reference: string) =>
    before.find((row) => row.source === "import" && row.reference === reference) ?? null;
  const others = (kind: OrderMoneyRow["kind"]) =>
    before
      .filter((row) => row.kind === kind && row.source !== "import")
      .reduce((sum, row) => sum + row.amountMinor, 0);

  const settledMinor = others("refund");
  const elsewhere = refundsElsewhere(
    {
      certainMinor: imported(references.refund)?.amountMinor ?? 0,
      unsureMinor: imported(references.unsure)?.amountMinor ?? 0,
    },
    { importedMinor: input.refundedMinor, settledMinor, reservedMinor },
  );
  const book = (kind: OrderMoneyRow["kind"], reference: string, amountMinor: number, at: number) => {
    const row = imported(reference);
    if (row === null && amountMinor > 0) {
      const added = { id: newId(), storefrontId, orderId, kind, source: "import" as const, reference };
      writes.push(insert(orderMoney, { ...added, amountMinor, at }));
    }
    if (row !== null && row.amountMinor !== amountMinor) {
      writes.push(update(orderMoney, { id: row.id }, { amountMinor }));
    }
  };
  const refundedAt = input.cancelledAt ?? input.orderedAt;
  book("payment", references.payment, input.paidMinor, input.paidAt ?? input.orderedAt);
  book("refund", references.refund, elsewhere.certainMinor, refundedAt);
  book("refund", references.unsure, elsewhere.unsureMinor, refundedAt);
  return {
    writes,
    paidMinor: input.paidMinor + others("payment"),
    refundedMinor: settledMinor + elsewhere.certainMinor + elsewhere.unsureMinor,
  };
}
