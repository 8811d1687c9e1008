import { refuse } from "../../backend/core/refusal.ts";
import type { FileStore } from "../../backend/core/storage/file-store.ts";

/** A store whose disk can be filled: every second file of a put still fits, so that halves would show. */
export function failingStore(inner: FileStore): FileStore & { isFull: boolean } {
  let puts = 0;
  const store = {
    ...inner,
    isFull: false,
    async put(key: string, bytes: Uint8Array) {
      puts += 1;
      if (store.isFull && puts % 2 === 0) refuse("storage_full", {});
      await inner.put(key, bytes);
    },
  };
  return store;
}
