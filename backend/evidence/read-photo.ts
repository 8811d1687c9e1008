import type { Actor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { refuse } from "../core/refusal.ts";
import { audienceOf } from "../tickets/access.ts";
import { tickets } from "../tickets/tables.ts";
import { photoOwner } from "./attach-photos.ts";
import { type PhotoRow, photos } from "./tables.ts";

/** Whether this ticket's evidence is before somebody who cannot see the ticket itself. */
export type IsAskedAbout = (ticketId: string, actor: Actor) => Promise<boolean>;

/**
 * A photo that this actor may see now: who may see its ticket (a shopper only what stands in public entries); of a
 * shopper's photos who is asked for a yes on their grounds; and before it is used its uploader alone. Refuses `not_found`.
 */
export async function readablePhoto(
  reader: Reader,
  photoId: string,
  actor: Actor,
  isAskedAbout: IsAskedAbout,
): Promise<PhotoRow> {
  const photo = await reader.one(photos, { id: photoId });
  return photo !== null && (await mayRead(reader, photo, actor, isAskedAbout))
    ? photo
    : refuse("not_found", {});
}

async function mayRead(
  reader: Reader,
  photo: PhotoRow,
  actor: Actor,
  isAskedAbout: IsAskedAbout,
): Promise<boolean> {
  if (photo.ticketId === null) return photo.owner === photoOwner(actor);
  const ticket = await reader.one(tickets, { id: photo.ticketId });
  const audience = ticket === null ? null : audienceOf(actor, ticket);
  if (audience !== null) return audience === "shopper" ? photo.isPublic : true;
  return photo.owner.startsWith("shopper:") && isAskedAbout(photo.ticketId, actor);
}
