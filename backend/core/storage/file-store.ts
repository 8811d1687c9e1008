/** Where files live that are too large for rows. Keys are paths of lower-case words: `photos/2026-11-22/ID-full.webp`. */
export interface FileStore {
  /** All or nothing, and durable on return. Refuses `storage_full` where there is no room, and leaves nothing behind. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Null where there is none. */
  get(key: string): Promise<Buffer | null>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
  /** The keys directly below a prefix such as `photos/2026-11-22`, in no order; none where nothing lies there. */
  list(prefix: string): Promise<string[]>;
  /** Rejects while files cannot be written. */
  ping(): Promise<void>;
}

const shape = /^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)*$/;

/** Keys are made by us, never by a caller; a key that could leave the store is a bug. */
export function checkKey(key: string): string {
  if (key.length > 200 || !shape.test(key)) throw new Error(`not a file key: ${key}`);
  return key;
}
