/** Rows of many orders, read in one query, by the order they belong to and in their order. */
export function groupByOrder<Row extends { orderId: string }>(
  rows: readonly Row[],
): (orderId: string) => Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.orderId);
    if (group === undefined) groups.set(row.orderId, [row]);
    else group.push(row);
  }
  return (orderId) => groups.get(orderId) ?? [];
}
