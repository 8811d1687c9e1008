import type { Actor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { refuse } from "../core/refusal.ts";
import { audienceOf } from "../tickets/access.ts";
import { tickets } from "../tickets/tables.ts";
import { photoOwner } from "./attach-photos.ts";
import { type PhotoRow, photos } from "./tables.ts";

/**
 * A photo that this actor may see now: who may see its ticket (a shopper only what stands in public entries), and
 * before it is used its uploader alone. Refuses `not_found`.
 */
export async function readablePhoto(reader: Reader, photoId: string, actor: Actor): Promise<PhotoRow> {
  const photo = await reader.one(photos, { id: photoId });
  return photo !== null && (await mayRead(reader, photo, actor)) ? photo : refuse("not_found", {});
}

async function mayRead(reader: Reader, photo: PhotoRow, actor: Actor): Promise<boolean> {
  if (photo.ticketId === null) return photo.owner === photoOwner(actor);
  const ticket = await reader.one(tickets, { id: photo.ticketId });
  const audience = ticket === null ? null : audienceOf(actor, ticket);
  return audience === "shopper" ? photo.isPublic : audience !== null;
}
