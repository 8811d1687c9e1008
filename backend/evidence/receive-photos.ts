import { IsNull } from "typeorm";
import { z } from "zod";
import { anyStaff } from "../contract/declaration.ts";
import type { PhotoRef } from "../contract/entries.ts";
import { id, photoBytesLimit, photosPerMessage } from "../contract/fields.ts";
import { hour, second } from "../core/clock.ts";
import { defineCommand } from "../core/command.ts";
import { insert } from "../core/database/writes.ts";
import { refuse } from "../core/refusal.ts";
import { photoOwner, toPhotoRef } from "./attach-photos.ts";
import { type PhotoRow, photos } from "./tables.ts";

const size = z.number().int().positive();
const stored = z.object({ id, width: size, height: size, bytes: size.max(4 * photoBytesLimit) });

/** Nobody composes six full messages at once; who uploads more fills the disk. */
const unusedPerOwner = 6 * photosPerMessage;

/** Internal: the uploads' door stores the files first and then makes them known, so that a row always has its files. */
export const receivePhotos = defineCommand({
  name: "photo.receive",
  who: ["shopper", ...anyStaff],
  input: z.object({ photos: z.array(stored).min(1).max(photosPerMessage) }),
  async load(tx, _input, actor) {
    const owner = photoOwner(actor) ?? refuse("not_allowed", {});
    return { owner, unused: await tx.count(photos, { ticketId: IsNull(), owner }) };
  },
  decide({ owner, unused }, input, actor, { now }) {
    if (unused + input.photos.length > unusedPerOwner) {
      refuse("rate_limited", { retryAfterSeconds: hour / second });
    }
    const storefrontId = actor.kind === "shopper" ? actor.storefrontId : null;
    const rows = input.photos.map(
      (photo): PhotoRow => ({
        ...photo,
        storefrontId,
        owner,
        ticketId: null,
        isPublic: false,
        shows: null,
        createdAt: now,
      }),
    );
    const answer: { photos: PhotoRef[] } = { photos: rows.map(toPhotoRef) };
    return { answer, writes: rows.map((row) => insert(photos, row)) };
  },
});
