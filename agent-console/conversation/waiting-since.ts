import type { StaffTicketView } from "../../backend/contract/views.ts";

/**
 * Since when it is the turn of the side whose turn it is: the first line of the other side's last unbroken run. Null
 * where that lies above what is loaded.
 */
export function waitingSince(view: StaffTicketView): number | null {
  const isFromShopper = view.waitingFor === "us";
  let since: number | null = null;
  for (const entry of view.entries.toReversed()) {
    if (entry.kind === "hidden") continue;
    const speaks = entry.kind === "message.sent" || entry.kind === "claim.filed";
    if (!speaks) continue;
    if ((entry.by.kind === "shopper") !== isFromShopper) break;
    since = entry.at;
  }
  return since;
}
