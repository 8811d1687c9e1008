/** Refunds of an order that the shop made without us, as far as its export tells. Minor units. */
export interface Elsewhere {
  certainMinor: number;
  /** Seen while as much of ours was on its way: it may be ours. Counted until the next import can tell. */
  unsureMinor: number;
}

interface Seen {
  /** What the export says was refunded in all. */
  importedMinor: number;
  /** Refunds of ours that have been confirmed. */
  settledMinor: number;
  /** Refunds of ours that are promised and not confirmed. */
  reservedMinor: number;
}

/**
 * The export's sum contains our own refunds once the shop has carried them out. What is certain is never taken back,
 * so that an older file imported again does not give money back to spend; what is unsure is counted (nobody spends it
 * twice) and judged anew each time.
 */
export function refundsElsewhere(before: Elsewhere, seen: Seen): Elsewhere {
  const unexplained = Math.max(0, seen.importedMinor - seen.settledMinor - before.certainMinor);
  const unsureMinor = Math.min(unexplained, seen.reservedMinor);
  return { certainMinor: before.certainMinor + unexplained - unsureMinor, unsureMinor };
}
