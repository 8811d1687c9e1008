import { chmodSync, mkdirSync } from "node:fs";

/**
 * From here on what this process writes is its owner's alone (0700, 0600): the database with its -wal and -shm, the
 * locks, the photos, whatever a library puts beside them. `folder` is made, or closed to others if it is there.
 */
export function keepPrivate(folder: string): void {
  process.umask(0o077);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    chmodSync(folder, 0o700);
  } catch {
    // Somebody else's folder, lent to us: it is theirs to close.
  }
}
