import { In, IsNull, LessThanOrEqual } from "typeorm";
import { day } from "../core/clock.ts";
import type { Reader } from "../core/database/reader.ts";
import type { Execute } from "../core/execute.ts";
import { newId } from "../core/ids.ts";
import type { FileStore } from "../core/storage/file-store.ts";
import { forgetPhotos, unusedPhotoLife } from "./forget-photos.ts";
import { photoFolder, photoIdOf, removePhotoFiles } from "./photo-files.ts";
import { photos } from "./tables.ts";

interface Parts {
  reader: Reader;
  execute: Execute;
  store: FileStore;
}

const batch = 200;
/** Files without rows come from a crash in mid-upload; they are looked for among the last two weeks' uploads. */
const daysBack = 14;

/**
 * To be run daily, on one node: photos that nobody used within a day, and files whose rows never came. May run twice.
 * Returns how many photos went.
 */
export async function sweepOrphanPhotos({ reader, execute, store }: Parts, now: number): Promise<number> {
  return (await sweepUnused({ reader, execute, store }, now)) + (await sweepFiles({ reader, store }, now));
}

async function sweepUnused({ reader, execute, store }: Parts, now: number): Promise<number> {
  for (let swept = 0; ; ) {
    const unused = await reader.many(photos, {
      where: { ticketId: IsNull(), createdAt: LessThanOrEqual(now - unusedPhotoLife) },
      select: { id: true },
      order: { createdAt: "ASC" },
      take: batch,
    });
    if (unused.length === 0) return swept;
    const call = { caller: { kind: "system" }, commandId: newId() } as const;
    const input = { photoIds: unused.map((photo) => photo.id) };
    const { photoIds } = (await execute(forgetPhotos, input, call)) as typeof input;
    for (const photoId of photoIds) await removePhotoFiles(store, photoId);
    // All of them were used in the meantime.
    if (photoIds.length === 0) return swept;
    swept += photoIds.length;
  }
}

async function sweepFiles({ reader, store }: Omit<Parts, "execute">, now: number): Promise<number> {
  let swept = 0;
  // From the day before yesterday on, because a file of yesterday may be some minutes old.
  for (let back = 2; back <= daysBack; back++) {
    const keys = await store.list(photoFolder(now - back * day));
    const ids = [...new Set(keys.map(photoIdOf).filter((id) => id !== null))];
    for (let start = 0; start < ids.length; start += batch) {
      const some = ids.slice(start, start + batch);
      const known = await reader.many(photos, { where: { id: In(some) }, select: { id: true }, take: batch });
      const orphans = some.filter((id) => !known.some((photo) => photo.id === id));
      for (const photoId of orphans) await removePhotoFiles(store, photoId);
      swept += orphans.length;
    }
  }
  return swept;
}
