import { readFile } from "node:fs/promises";
import { deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";

/** A picture whose corners tell how it was turned: red top left, green top right, blue bottom left, white bottom right. */
export const upright = { width: 480, height: 320, corners: ["red", "green", "blue", "white"] };
/** The same as a phone held sideways sends it: stored lying, to be turned a quarter clockwise when shown. */
export const turned = { width: 320, height: 480, corners: ["blue", "red", "white", "green"] };

function drawing({ width, height }: { width: number; height: number } = upright): Sharp {
  const [w, h] = [width / 2, height / 2];
  return sharp(
    Buffer.from(
      `<svg width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>` +
        `<rect width="${w}" height="${h}" fill="#f00"/><rect x="${w}" width="${w}" height="${h}" fill="#0f0"/>` +
        `<rect y="${h}" width="${w}" height="${h}" fill="#00f"/></svg>`,
    ),
  );
}

export const plainJpeg = (size?: { width: number; height: number }) =>
  drawing(size).flatten().jpeg({ quality: 95, chromaSubsampling: "4:4:4" }).toBuffer();

/** As a phone makes it: with its maker, the place, a colour profile, and stored lying. */
export const phoneJpeg = () =>
  drawing()
    .flatten()
    .jpeg({ quality: 95, chromaSubsampling: "4:4:4" })
    .withIccProfile("p3")
    .withMetadata({
      orientation: 6,
      exif: {
        IFD0: { Make: "SecretPhone" },
        IFD3: { GPSLatitudeRef: "N", GPSLatitude: "31/1 13/1 49/1" },
      },
    })
    .toBuffer();

export const plainPng = () => drawing().flatten().png().toBuffer();
export const clearPng = () =>
  sharp({ create: { width: 50, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .png()
    .toBuffer();
export const plainWebp = () => drawing().flatten().webp({ quality: 95 }).toBuffer();

/** Three frames: red, then green, then blue. */
export async function animatedWebp(): Promise<Buffer> {
  const frames = ["#f00", "#0f0", "#00f"].map((background) =>
    sharp({ create: { width: 64, height: 48, channels: 3, background } })
      .png()
      .toBuffer(),
  );
  return sharp(await Promise.all(frames), { join: { animated: true } })
    .webp({ lossless: true })
    .toBuffer();
}

/** HEVC in HEIF, with `irot` and with EXIF that says the same: what an iPhone held upright sends. */
export const phoneHeic = () => readFile(new URL("./fixtures/phone.heic", import.meta.url));

/** A few KB that unpack to gigabytes: 30,000 x 30,000 pixels of nothing. */
export function bombPng(): Buffer {
  const side = 30_000;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  // One row's worth of the pixels; what claims to be large must not be believed enough to read on.
  const pixels = deflateSync(Buffer.alloc(1 + side * 3));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", pixels),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** The same HEIC, claiming other dimensions in its `ispe` box. */
export async function heicOfSize(width: number, height: number): Promise<Buffer> {
  const bytes = Buffer.from(await phoneHeic());
  const box = bytes.indexOf("ispe", 0, "latin1");
  bytes.writeUInt32BE(width, box + 8);
  bytes.writeUInt32BE(height, box + 12);
  return bytes;
}

function nameOf([r = 0, g = 0, b = 0]: number[]): string {
  const lit = [r, g, b].map((value) => (value > 200 ? 1 : value < 60 ? 0 : "?")).join("");
  const names: Record<string, string> = { "100": "red", "010": "green", "001": "blue", "111": "white" };
  return names[lit] ?? `rgb(${r},${g},${b})`;
}

/** What stands in the corners of a picture: top left, top right, bottom left, bottom right. */
export async function cornersOf(image: Uint8Array): Promise<string[]> {
  const { data, info } = await sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const start = (y * info.width + x) * info.channels;
    return nameOf([...data.subarray(start, start + 3)]);
  };
  const [right, bottom] = [info.width - 10, info.height - 10];
  return [at(10, 10), at(right, 10), at(10, bottom), at(right, bottom)];
}
