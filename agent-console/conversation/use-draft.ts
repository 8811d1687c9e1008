import { useCallback, useEffect, useState } from "react";
import type { PhotoRef } from "../../backend/contract/entries.ts";

export type Mode = "reply" | "note" | "answer";

export interface Draft {
  mode: Mode;
  texts: Partial<Record<Mode, string>>;
  photos: PhotoRef[];
}

const keyOf = (personId: string, ticketId: string) => `frontline.draft.${personId}.${ticketId}`;
const savedAfterMs = 300;

function load(key: string, mode: Mode): Draft {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    if (stored !== null) return stored as Draft;
  } catch {
    // A draft that cannot be read is no draft.
  }
  return { mode, texts: {}, photos: [] };
}

/** What one has begun to write in a ticket: kept in this browser until it is sent. */
export function useDraft(personId: string, ticketId: string, firstMode: Mode) {
  const key = keyOf(personId, ticketId);
  const [draft, setDraft] = useState(() => load(key, firstMode));

  useEffect(() => {
    const isEmpty = Object.values(draft.texts).every((text) => text === "") && draft.photos.length === 0;
    const save = () =>
      isEmpty ? localStorage.removeItem(key) : localStorage.setItem(key, JSON.stringify(draft));
    const timer = setTimeout(save, savedAfterMs);
    addEventListener("pagehide", save);
    return () => {
      clearTimeout(timer);
      removeEventListener("pagehide", save);
      save();
    };
  }, [draft, key]);

  const change = useCallback((revise: (draft: Draft) => Draft) => setDraft(revise), []);
  return { draft, change };
}
