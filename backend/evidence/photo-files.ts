import type { FileStore } from "../core/storage/file-store.ts";

export const photoSizes = ["full", "thumb"] as const;
export type PhotoSize = (typeof photoSizes)[number];

/** Every stored photo is one, whatever was sent. */
export const photoType = "image/webp";

/** A UUIDv7 begins with the milliseconds of its making. */
const madeAt = (photoId: string) => Number.parseInt(photoId.replaceAll("-", "").slice(0, 12), 16);

/** Files lie by day of upload, so that a sweep need not read them all. */
export function photoFolder(at: number): string {
  return `photos/${new Date(at).toISOString().slice(0, 10)}`;
}

export function photoKey(photoId: string, size: PhotoSize): string {
  return `${photoFolder(madeAt(photoId))}/${photoId}-${size}.webp`;
}

/** The photo that a file of `photoFolder` belongs to; null for a file that is none of ours. */
export function photoIdOf(key: string): string | null {
  return /\/([0-9a-f-]{36})-(?:full|thumb)\.webp$/.exec(key)?.[1] ?? null;
}

/** Both sizes, or neither. */
export async function storePhoto(
  store: FileStore,
  photoId: string,
  files: Record<PhotoSize, Uint8Array>,
): Promise<void> {
  try {
    for (const size of photoSizes) await store.put(photoKey(photoId, size), files[size]);
  } catch (error) {
    await removePhotoFiles(store, photoId);
    throw error;
  }
}

export async function removePhotoFiles(store: FileStore, photoId: string): Promise<void> {
  for (const size of photoSizes) await store.remove(photoKey(photoId, size));
}
