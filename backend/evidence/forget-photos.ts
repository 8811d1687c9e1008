import { z } from "zod";
import { id } from "../contract/fields.ts";
import { day } from "../core/clock.ts";
import { defineCommand } from "../core/command.ts";
import { remove } from "../core/database/writes.ts";
import { photos } from "./tables.ts";

/** How long an uploaded photo waits to be used. */
export const unusedPhotoLife = day;

/** Internal: forgets those of the named photos that are still unused after a day, and answers which those were. */
export const forgetPhotos = defineCommand({
  name: "photo.forget",
  who: ["system"],
  input: z.object({ photoIds: z.array(id).min(1).max(500) }),
  load: (tx, { photoIds }) => tx.lockAll(photos, photoIds),
  decide(found, _input, _actor, { now }) {
    const forgotten = found.filter(
      (photo) => photo.ticketId === null && photo.createdAt <= now - unusedPhotoLife,
    );
    return {
      answer: { photoIds: forgotten.map((photo) => photo.id) },
      writes: forgotten.map((photo) => remove(photos, { id: photo.id })),
    };
  },
});
