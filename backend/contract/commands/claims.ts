import { z } from "zod";
import { declare } from "../declaration.ts";
import { id, messageLimit, orderedLines, photoIds, words } from "../fields.ts";
import { claimReasons, wishes } from "../vocabulary.ts";

export const claimCommands = {
  "claim.file": declare({
    summary: "A shopper says what is wrong with which lines of an order; opens a ticket where none is named.",
    who: ["shopper"],
    input: z
      .object({
        ticketId: id.nullable(),
        orderId: id,
        lines: orderedLines.min(1),
        reason: z.enum(claimReasons),
        wish: z.enum(wishes),
        words: words(messageLimit),
        /** Of the item. */
        photoIds,
        packagingPhotoIds: photoIds.default([]),
      })
      // Where both are asked for, two photos are: one that is named as both would be one of them.
      .refine(
        ({ photoIds: ofItem, packagingPhotoIds }) => !ofItem.some((each) => packagingPhotoIds.includes(each)),
        "a photo is named as both",
      ),
    answer: z.object({ ticketId: id, claimId: id }),
  }),
};
