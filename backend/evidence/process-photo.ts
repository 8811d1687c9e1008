import { fileTypeFromBuffer } from "file-type";
import pLimit from "p-limit";
import sharp, { type Sharp } from "sharp";
import { photoBytesLimit } from "../contract/fields.ts";
import { refuse } from "../core/refusal.ts";
import { decodeHeic } from "./decode-heic.ts";

/** A photo made safe to serve: WebP, upright, without metadata. Sizes of `full`. */
export interface SafePhoto {
  full: Buffer;
  thumb: Buffer;
  width: number;
  height: number;
}

const longestSide = { full: 1600, thumb: 320 };
const quality = { full: 80, thumb: 70 };
/** Above the largest phone photo that is not binned (50), below what would exhaust the memory. */
const maxPixels = 60_000_000;
const patienceSeconds = 30;

const heifTypes = new Set(["image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence"]);
const plainTypes = new Set(["image/jpeg", "image/png", "image/apng", "image/webp"]);

/** One thread a photo and two photos at a time: the machine also has a chat to carry. */
const twoAtATime = pLimit(2);
sharp.concurrency(1);
sharp.cache(false);

/**
 * Judges a file by its content alone, never by its name or declared type, and re-encodes it. Of an animation the first
 * frame counts. Refuses `photo_too_large` (bytes), `photo_unknown_type`, and `photo_unreadable` for what is broken or
 * has more than 60 megapixels.
 */
export async function processPhoto(bytes: Uint8Array): Promise<SafePhoto> {
  if (bytes.byteLength > photoBytesLimit) refuse("photo_too_large", { limitBytes: photoBytesLimit });
  const type = await sniff(bytes);
  return twoAtATime(async () => {
    const image = type === "heif" ? await openHeic(bytes) : openPlain(bytes);
    // Whatever sharp says of it: a picture that cannot be read through is no evidence.
    return encode(image).catch(() => refuse("photo_unreadable", {}));
  });
}

async function sniff(bytes: Uint8Array): Promise<"heif" | "plain"> {
  // A broken container can break the sniffing too.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (found !== undefined && heifTypes.has(found.mime)) return "heif";
  if (found !== undefined && plainTypes.has(found.mime)) return "plain";
  refuse("photo_unknown_type", {});
}

function openPlain(bytes: Uint8Array): Sharp {
  return sharp(bytes, { limitInputPixels: maxPixels, failOn: "error", pages: 1, sequentialRead: true })
    .timeout({ seconds: patienceSeconds })
    .autoOrient();
}

async function openHeic(bytes: Uint8Array): Promise<Sharp> {
  const { width, height, pixels } = await decodeHeic(bytes, maxPixels);
  return sharp(new Uint8Array(pixels), { raw: { width, height, channels: 4 } });
}

const within = (side: number) =>
  ({ width: side, height: side, fit: "inside", withoutEnlargement: true }) as const;

async function encode(image: Sharp): Promise<SafePhoto> {
  const full = await image
    .resize(within(longestSide.full))
    // Transparent pictures look the same in light and dark.
    .flatten({ background: "#ffffff" })
    .webp({ quality: quality.full, effort: 2 })
    .toBuffer({ resolveWithObject: true });
  // From the small picture, so that the large one is decoded once.
  const thumb = await sharp(full.data)
    .resize(within(longestSide.thumb))
    .webp({ quality: quality.thumb })
    .toBuffer();
  return { full: full.data, thumb, width: full.info.width, height: full.info.height };
}
