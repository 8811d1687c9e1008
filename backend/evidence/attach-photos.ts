import type { PhotoRef } from "../contract/entries.ts";
import { type Actor, isPerson } from "../core/actor.ts";
import type { Transaction } from "../core/database/transaction.ts";
import { update, type Write } from "../core/database/writes.ts";
import { refuse } from "../core/refusal.ts";
import { type PhotoRow, photos } from "./tables.ts";

/** How a photo names its uploader; null for callers that own nothing. */
export function photoOwner(actor: Actor): string | null {
  if (isPerson(actor)) return `person:${actor.personId}`;
  return actor.kind === "shopper" ? `shopper:${actor.shopperId}` : null;
}

/**
 * Locks photos that the actor uploaded and has not used yet, in the order asked for. Refuses `not_found` for ids that
 * are unknown or somebody else's, `photo_taken` for one that an entry carries already.
 */
export async function lockOwnPhotos(
  tx: Transaction,
  photoIds: readonly string[],
  actor: Actor,
): Promise<PhotoRow[]> {
  // Locking none would still move the lock order on to photos.
  if (photoIds.length === 0) return [];
  const wanted = new Set(photoIds);
  const owner = photoOwner(actor);
  const found = await tx.lockAll(photos, [...wanted]);
  if (found.length < wanted.size || found.some((photo) => photo.owner !== owner)) refuse("not_found", {});
  if (found.some((photo) => photo.ticketId !== null)) refuse("photo_taken", {});
  return found;
}

/** `isPublic`: the entry that carries them is one the shopper gets. */
export function attachWrites(attached: readonly PhotoRow[], ticketId: string, isPublic: boolean): Write[] {
  return attached.map(({ id }) => update(photos, { id }, { ticketId, isPublic }));
}

/** What is not named as the packaging shows the item. */
export function showWrites(attached: readonly PhotoRow[], ofPackaging: readonly string[]): Write[] {
  return attached.map(({ id }) =>
    update(photos, { id }, { shows: ofPackaging.includes(id) ? "packaging" : "item" }),
  );
}

export function toPhotoRef({ id, width, height }: PhotoRow): PhotoRef {
  return { id, width, height };
}
