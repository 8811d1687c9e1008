import type { PhotoRef, StaffEntry, VisibleStaffEntry } from "../../backend/contract/entries.ts";
import { dayKey } from "../text/time-text.ts";

type Message = Extract<VisibleStaffEntry, { kind: "message.sent" | "note.written" | "escalation.answered" }>;

export type Item =
  | { kind: "day"; key: string; at: number }
  | { kind: "message"; key: string; entry: Message; isContinued: boolean }
  | { kind: "other"; key: string; entry: VisibleStaffEntry };

/** Lines by one hand within this time stand under one name. */
const continuedWithinMs = 5 * 60_000;

export const isMessage = (entry: StaffEntry): entry is Message =>
  entry.kind === "message.sent" || entry.kind === "note.written" || entry.kind === "escalation.answered";

/** Entries as they are shown: with a line for each day, and lines by one hand joined. What is hidden from us is left out. */
export function timelineItems(entries: readonly StaffEntry[]): Item[] {
  const items: Item[] = [];
  let before: VisibleStaffEntry | null = null;
  for (const entry of entries) {
    if (entry.kind === "hidden") continue;
    if (before === null || dayKey(before.at) !== dayKey(entry.at)) {
      items.push({ kind: "day", key: `day-${entry.seq}`, at: entry.at });
    }
    const key = String(entry.seq);
    if (isMessage(entry)) {
      const isContinued =
        before !== null &&
        before.kind === entry.kind &&
        before.by.kind === entry.by.kind &&
        before.by.id === entry.by.id &&
        entry.at - before.at < continuedWithinMs;
      items.push({ kind: "message", key, entry, isContinued });
    } else {
      items.push({ kind: "other", key, entry });
    }
    before = entry;
  }
  return items;
}

/** Every photo of a conversation, oldest first: what can be leafed through and compared. */
export function photosOf(entries: readonly StaffEntry[]): PhotoRef[] {
  const seen = new Map<string, PhotoRef>();
  for (const entry of entries) {
    if (entry.kind !== "claim.filed" && !isMessage(entry)) continue;
    for (const photo of entry.body.photos) seen.set(photo.id, photo);
  }
  return [...seen.values()];
}
