import { z } from "zod";
import { messageLimit, photosPerMessage } from "./message-limits.ts";

export { messageLimit, photoBytesLimit, photosPerMessage } from "./message-limits.ts";

/** Fields that many commands share. Every text has a limit; every amount is a positive integer of minor units. */

/**
 * Ids are UUIDs made by whoever creates the thing; a command's id is made by the client and is its idempotency key.
 * MySQL finds a row by its id in capitals too, SQLite does not.
 */
export const id = z.uuid().toLowerCase();

/** Half a character cannot be stored as UTF-8: it would come back as another text than the one that was sent. */
const text = z.string().overwrite((given) => given.toWellFormed());
/** Signs that turn the direction of what follows would let a name pass for another. */
const turns = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export const messageText = text.trim().min(1).max(messageLimit);
export const sentence = text.trim().min(1).max(1000);
/** Of one line: names, numbers, labels. A NUL ends what SQLite compares, so that it would match anything. */
export const line = text.overwrite((given) => given.replace(/\p{Control}/gu, " ").replace(turns, "")).trim();
export const shortText = line.min(1).max(200);
/** That may be left out: what a claim or a rating says beside its facts. */
export const words = (limit: number) => text.trim().max(limit).default("");
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email());
export const password = z.string().min(10).max(200);

/** ISO 4217, upper case. */
export const currency = z.string().regex(/^[A-Z]{3}$/);
/** 10^12 minor units is far above any order and far below 2^53. */
export const amountMinor = z.number().int().positive().max(1_000_000_000_000);
export const limitMinor = z.number().int().min(0).max(1_000_000_000_000);
export const quantity = z.number().int().positive().max(10_000);
export const photoIds = z.array(id).max(photosPerMessage);
/** Milliseconds since the epoch, UTC. */
export const instant = z.number().int().min(0).max(8_640_000_000_000);
export const pageSize = z.number().int().min(1).max(100).default(50);

export const address = z.object({
  name: shortText,
  line1: shortText,
  line2: z.string().trim().max(200).default(""),
  city: shortText,
  province: z.string().trim().max(100).default(""),
  zip: z.string().trim().max(20).default(""),
  country: z.string().regex(/^[A-Z]{2}$/),
  phone: z.string().trim().max(40).default(""),
});
export type Address = z.infer<typeof address>;

export const orderedLine = z.object({ lineId: id, quantity });
export type OrderedLine = z.infer<typeof orderedLine>;
/** Lines of one order, each named once. */
export const orderedLines = z
  .array(orderedLine)
  .max(100)
  .refine(
    (lines) => new Set(lines.map((line) => line.lineId)).size === lines.length,
    "a line is named twice",
  );
