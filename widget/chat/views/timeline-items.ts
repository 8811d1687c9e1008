import type { Shown } from "../../../backend/contract/command-outbox.ts";
import type { ShopperEntry } from "../../../backend/contract/entries.ts";
import type { ShopperRemedyView, ShopperTicketView } from "../../../backend/contract/views.ts";
import { isSameDay } from "../format.ts";

export type EntryOf<K extends ShopperEntry["kind"]> = Extract<ShopperEntry, { kind: K }>;

/** What stands in the conversation, top to bottom. */
export type Item =
  | { is: "day"; key: string; at: number }
  | { is: "message"; key: string; entry: EntryOf<"message.sent">; isFirst: boolean; isLast: boolean }
  | { is: "pending"; key: string; pending: Shown }
  | { is: "remedy"; key: string; remedy: ShopperRemedyView }
  | { is: "claim"; key: string; entry: EntryOf<"claim.filed"> }
  | { is: "line"; key: string; entry: ShopperEntry };

/** Messages of one person that follow each other this closely are drawn as one block. */
const blockMs = 5 * 60_000;

const lines: ReadonlySet<ShopperEntry["kind"]> = new Set([
  "order.attached",
  "ticket.assigned",
  "ticket.resolved",
  "ticket.reopened",
  "escalation.opened",
  "remedy.progressed",
  "remedy.settled",
  "remedy.failed",
  "remedy.declined",
  "remedy.withdrawn",
  "remedy.expired",
  "remedy.recalled",
]);

const remedyIdOf = (entry: ShopperEntry) =>
  "remedyId" in entry.body ? (entry.body.remedyId as string) : null;

function belongTogether(a: ShopperEntry | undefined, b: ShopperEntry | undefined): boolean {
  return (
    a?.kind === "message.sent" &&
    b?.kind === "message.sent" &&
    a.by.kind === b.by.kind &&
    a.by.name === b.by.name &&
    b.at - a.at < blockMs &&
    isSameDay(a.at, b.at)
  );
}

/** Pure. A remedy's card stands where it was first spoken of and always shows its present state. */
export function timelineItems(view: ShopperTicketView | null, pending: Shown[]): Item[] {
  const items: Item[] = [];
  const entries = view?.entries ?? [];
  const remedies = new Map((view?.remedies ?? []).map((each) => [each.id, each]));
  const carded = new Set<string>();
  const told = new Set(entries.flatMap((each) => (each.kind === "message.sent" ? each.body.commandId : [])));

  for (const remedy of remedies.values()) {
    const isUnderWay = remedy.state !== "settled" && remedy.state !== "closed";
    if (isUnderWay && !entries.some((entry) => remedyIdOf(entry) === remedy.id)) {
      carded.add(remedy.id);
      items.push({ is: "remedy", key: remedy.id, remedy });
    }
  }

  entries.forEach((entry, index) => {
    const before = entries[index - 1];
    if (before === undefined || !isSameDay(before.at, entry.at)) {
      items.push({ is: "day", key: `day${entry.seq}`, at: entry.at });
    }
    const key = `e${entry.seq}`;
    const remedy = remedies.get(remedyIdOf(entry) ?? "");
    if (remedy !== undefined && !carded.has(remedy.id)) {
      carded.add(remedy.id);
      items.push({ is: "remedy", key: remedy.id, remedy });
      return;
    }
    if (entry.kind === "message.sent") {
      const isFirst = !belongTogether(before, entry);
      const isLast = !belongTogether(entry, entries[index + 1]);
      // The bubble that was waiting and the one that is told are the same thing on the screen.
      items.push({ is: "message", key: entry.body.commandId || key, entry, isFirst, isLast });
    } else if (entry.kind === "order.attached" && entries[index + 1]?.kind === "claim.filed") {
      // The claim names the order itself.
    } else if (entry.kind === "claim.filed") items.push({ is: "claim", key, entry });
    else if (lines.has(entry.kind)) items.push({ is: "line", key, entry });
  });

  for (const each of pending) {
    if (!told.has(each.id)) items.push({ is: "pending", key: each.id, pending: each });
  }
  return items;
}
