import type { Pending } from "../../backend/contract/command-outbox.ts";

const keyOf = (personId: string) => `frontline.outbox.${personId}`;

/** What a person has given and the server has not answered: kept per person, so that the next one to sign in sends nothing of it. */
export function createOutboxStorage(personId: string) {
  const key = keyOf(personId);
  return {
    load(): Pending[] {
      try {
        const list: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
        return Array.isArray(list) ? (list as Pending[]) : [];
      } catch {
        return [];
      }
    },
    save(list: Pending[]) {
      if (list.length === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(list));
    },
    /** Calls back when another tab has changed it. */
    watch(onChange: () => void): () => void {
      const heard = (event: StorageEvent) => {
        if (event.key === key || event.key === null) onChange();
      };
      addEventListener("storage", heard);
      return () => removeEventListener("storage", heard);
    },
  };
}
