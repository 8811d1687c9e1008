import { expect } from "chai";
import sharp from "sharp";
import { decodeHeic } from "../../backend/evidence/decode-heic.ts";
import { processPhoto } from "../../backend/evidence/process-photo.ts";
import { refusalOf } from "../support/executor.ts";
import * as images from "../support/images.ts";

const refused = async (bytes: Uint8Array) => (await refusalOf(processPhoto(bytes))).code;

describe("a photo made safe", () => {
  const makers = {
    JPEG: { make: () => images.plainJpeg(), as: images.upright },
    "JPEG of a phone held sideways": { make: images.phoneJpeg, as: images.turned },
    PNG: { make: images.plainPng, as: images.upright },
    WebP: { make: images.plainWebp, as: images.upright },
    "HEIC of a phone held sideways": { make: images.phoneHeic, as: images.turned },
  };
  for (const [name, { make, as }] of Object.entries(makers)) {
    it(`is an upright WebP with a thumbnail: ${name}`, async () => {
      const safe = await processPhoto(await make());
      expect({ width: safe.width, height: safe.height }).to.deep.equal({
        width: as.width,
        height: as.height,
      });
      expect(await images.cornersOf(safe.full)).to.deep.equal(as.corners);
      expect(await images.cornersOf(safe.thumb)).to.deep.equal(as.corners);
      const [full, thumb] = [await sharp(safe.full).metadata(), await sharp(safe.thumb).metadata()];
      expect([full.format, full.width, full.height]).to.deep.equal(["webp", as.width, as.height]);
      expect(thumb.format).to.equal("webp");
      expect(Math.max(thumb.width, thumb.height)).to.equal(320);
    });
  }

  it("carries neither place nor maker nor turn nor colour profile", async () => {
    for (const original of [await images.phoneJpeg(), await images.phoneHeic()]) {
      expect(original.includes("GPS") || original.includes("Exif")).to.equal(true);
      const safe = await processPhoto(original);
      for (const file of [safe.full, safe.thumb]) {
        const { exif, icc, xmp, iptc, orientation } = await sharp(file).metadata();
        expect({ exif, icc, xmp, iptc, orientation }).to.deep.equal({
          exif: undefined,
          icc: undefined,
          xmp: undefined,
          iptc: undefined,
          orientation: undefined,
        });
        expect(file.includes("SecretPhone")).to.equal(false);
      }
    }
  });

  it("has a longest side of 1600 at most, and is never made larger", async () => {
    const large = await processPhoto(await images.plainJpeg({ width: 3000, height: 4000 }));
    expect([large.width, large.height]).to.deep.equal([1200, 1600]);
    const small = await processPhoto(await images.clearPng());
    expect([small.width, small.height]).to.deep.equal([50, 40]);
  });

  it("shows white where it was transparent", async () => {
    const safe = await processPhoto(await images.clearPng());
    expect(new Set(await images.cornersOf(safe.full))).to.deep.equal(new Set(["white"]));
  });

  it("is the first frame of an animation", async () => {
    const safe = await processPhoto(await images.animatedWebp());
    expect((await sharp(safe.full).metadata()).pages ?? 1).to.equal(1);
    expect([safe.width, safe.height]).to.deep.equal([64, 48]);
    expect(new Set(await images.cornersOf(safe.full))).to.deep.equal(new Set(["red"]));
  });
});

describe("a file that is no photo", () => {
  const strangers: Record<string, Buffer> = {
    "an SVG": Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    "a web page": Buffer.from("<!doctype html><script>alert(1)</script>"),
    "a PDF": Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"),
    "a GIF": Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64"),
    "a program": Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    "an empty file": Buffer.alloc(0),
    "a plain text": Buffer.from("this is a photo, honestly"),
  };
  for (const [name, bytes] of Object.entries(strangers)) {
    it(`is refused by what it holds: ${name}`, async () => {
      expect(await refused(bytes)).to.equal("photo_unknown_type");
    });
  }

  it("is refused when an AVIF comes, which phones do not send", async () => {
    const avif = await sharp(await images.plainPng())
      .avif({ effort: 0 })
      .toBuffer();
    expect(await refused(avif)).to.equal("photo_unknown_type");
  });
});

describe("a broken photo", () => {
  const makers = [
    ["JPEG", images.plainJpeg],
    ["PNG", images.plainPng],
    ["WebP", images.plainWebp],
    ["HEIC", images.phoneHeic],
  ] as const;
  for (const [name, make] of makers) {
    it(`is unreadable when it is cut off: ${name}`, async () => {
      const whole = await make();
      expect(await refused(whole.subarray(0, Math.floor(whole.length * 0.6)))).to.equal("photo_unreadable");
    });
  }

  it("is unreadable when only its first bytes are a JPEG's", async () => {
    const bytes = Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      Buffer.from("<script>alert(1)</script>"),
    ]);
    expect(await refused(bytes)).to.equal("photo_unreadable");
  });

  it("is refused before it is unpacked when a few KB claim gigapixels", async () => {
    const bomb = images.bombPng();
    expect(bomb.length).to.be.lessThan(10_000);
    expect(await refused(bomb)).to.equal("photo_unreadable");
    expect(await refused(await images.heicOfSize(30_000, 30_000))).to.equal("photo_unreadable");
  });

  it("is refused above 60 megapixels, sound as it may be", async () => {
    const blank = { width: 8000, height: 7600, channels: 3, background: "#fff" } as const;
    expect(await refused(await sharp({ create: blank }).png().toBuffer())).to.equal("photo_unreadable");
    const photo = await images.phoneHeic();
    const { width, height } = await decodeHeic(photo, 320 * 480);
    expect([width, height]).to.deep.equal([320, 480]);
    expect((await refusalOf(decodeHeic(photo, 320 * 480 - 1))).code).to.equal("photo_unreadable");
  });

  it("is refused by its bytes before anything is read of it", async () => {
    const large = Buffer.concat([await images.plainJpeg(), Buffer.alloc(15 * 1024 * 1024)]);
    const refusal = await refusalOf(processPhoto(large));
    expect([refusal.code, refusal.details]).to.deep.equal([
      "photo_too_large",
      { limitBytes: 15 * 1024 * 1024 },
    ]);
  });
});

describe("decoding", () => {
  it("of HEIC leaves the event loop free", async () => {
    const photo = await images.phoneHeic();
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    await processPhoto(photo);
    clearInterval(counting);
    expect(turns).to.be.greaterThan(5);
  });

  it("goes on after a thread has failed", async () => {
    const broken = (await images.phoneHeic()).subarray(0, 1000);
    const results = await Promise.allSettled([
      processPhoto(broken),
      processPhoto(await images.phoneHeic()),
      processPhoto(broken),
      processPhoto(await images.phoneHeic()),
    ]);
    expect(results.map((each) => each.status)).to.deep.equal([
      "rejected",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
  });
});
