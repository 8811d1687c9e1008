import { expect } from "chai";
import { newId } from "../../backend/core/ids.ts";
import * as images from "../support/images.ts";
import { openPhotoDoor, type PhotoDoor } from "../support/photo-door.ts";

describe("the door for photos", () => {
  let door: PhotoDoor;
  beforeEach(async () => {
    door = await openPhotoDoor();
  });
  afterEach(() => door.close());

  it("takes photos in their order and serves both sizes to the uploader", async () => {
    const { status, photos } = await door.upload(
      "shopper",
      { bytes: await images.phoneJpeg() },
      { bytes: await images.plainPng(), name: "b.png", type: "image/png" },
    );
    expect(status).to.equal(200);
    const sizes = photos.map(({ width, height }) => [width, height]);
    expect(sizes).to.deep.equal([
      [320, 480],
      [480, 320],
    ]);
    const [first] = photos;
    const full = await door.fetchPhoto("shopper", first?.id ?? "");
    expect(await images.cornersOf(Buffer.from(await full.arrayBuffer()))).to.deep.equal(
      images.turned.corners,
    );
    const thumb = await door.fetchPhoto("shopper", first?.id ?? "", "thumb");
    expect(thumb.status).to.equal(200);
    expect((await thumb.arrayBuffer()).byteLength).to.be.greaterThan(0);
    expect((await door.fetchPhoto("shopper", first?.id ?? "", "original")).status).to.equal(404);
    expect(await door.left()).to.deep.equal([4, 2]);
  });

  it("serves so that a browser keeps it to itself and runs nothing of it", async () => {
    const [id = ""] = await door.uploaded("shopper", await images.plainJpeg());
    const { headers } = await door.fetchPhoto("shopper", id);
    expect(headers.get("content-type")).to.equal("image/webp");
    expect(headers.get("cache-control")).to.equal("private, max-age=31536000, immutable");
    expect(headers.get("x-content-type-options")).to.equal("nosniff");
    expect(headers.get("content-security-policy")).to.equal("default-src 'none'");
    expect(headers.get("content-disposition")).to.equal("inline");
  });

  it("believes neither name nor declared type", async () => {
    const honest = await door.upload("shopper", {
      bytes: await images.plainJpeg(),
      name: "virus.exe",
      type: "text/html",
    });
    expect(honest.code).to.equal("taken");
    for (const page of ["<svg xmlns='http://www.w3.org/2000/svg'/>", "<!doctype html><script>1</script>"]) {
      const lying = await door.upload("shopper", { bytes: Buffer.from(page) });
      expect([lying.status, lying.code]).to.deep.equal([415, "photo_unknown_type"]);
    }
  });

  it("takes all of a request's photos or none", async () => {
    const refused = await door.upload(
      "shopper",
      { bytes: await images.plainJpeg() },
      { bytes: Buffer.from("not a photo") },
      { bytes: await images.plainPng() },
    );
    expect(refused.code).to.equal("photo_unknown_type");
    expect(await door.left()).to.deep.equal([0, 0]);
  });

  it("refuses 16 MB, 11 photos, none, another field and what is no form, and keeps nothing", async () => {
    const photo = { bytes: await images.plainJpeg() };
    const large = await door.upload("shopper", photo, {
      bytes: Buffer.concat([photo.bytes, Buffer.alloc(16 * 1024 * 1024)]),
    });
    expect([large.status, large.code]).to.deep.equal([413, "photo_too_large"]);
    const many = await door.upload("shopper", ...Array(11).fill(photo));
    expect([many.status, many.code]).to.deep.equal([400, "too_many_photos"]);
    expect((await door.upload("shopper")).code).to.equal("malformed");
    expect((await door.upload("shopper", { ...photo, field: "other" })).code).to.equal("malformed");
    const bodies: [string, string][] = [
      ["application/json", "{}"],
      ["multipart/form-data", "x"],
      [
        "multipart/form-data; boundary=x",
        '--x\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n\r\ncut',
      ],
    ];
    for (const [type, body] of bodies) {
      const { status } = await door.post("shopper", body, type);
      expect([type, status]).to.deep.equal([type, 400]);
    }
    expect(await door.left()).to.deep.equal([0, 0]);
  });

  it("keeps nothing of an upload that breaks off, and takes the next", async () => {
    await door.breakOff("shopper");
    expect(await door.left()).to.deep.equal([0, 0]);
    await door.uploaded("shopper", await images.clearPng());
  });

  it("takes exactly ten photos", async () => {
    const photo = await images.clearPng();
    expect(await door.uploaded("shopper", ...Array(10).fill(photo))).to.have.length(10);
  });

  it("asks who it is before it reads anything", async () => {
    const photo = { bytes: await images.plainJpeg() };
    for (const nobody of [null, "signedOut"] as const) {
      const refused = await door.upload(nobody, photo);
      expect([refused.status, refused.code]).to.deep.equal([401, "signed_out"]);
      expect(await door.statusFor(nobody, newId())).to.equal(401);
    }
    expect(await door.left()).to.deep.equal([0, 0]);
  });

  it("refuses on a full disk and leaves neither files nor rows", async () => {
    door.store.isFull = true;
    const refused = await door.upload("shopper", { bytes: await images.plainJpeg() });
    expect([refused.status, refused.code]).to.deep.equal([507, "storage_full"]);
    expect(await door.left()).to.deep.equal([0, 0]);
    door.store.isFull = false;
    await door.uploaded("shopper", await images.plainJpeg());
  });

  it("removes the files when their rows are refused, as when somebody hoards", async () => {
    const ten = Array(10).fill(await images.clearPng());
    for (let round = 0; round < 6; round++) await door.uploaded("shopper", ...ten);
    const refused = await door.upload("shopper", { bytes: ten[0] });
    expect([refused.status, refused.code]).to.deep.equal([429, "rate_limited"]);
    expect(await door.left()).to.deep.equal([120, 60]);
    await door.uploaded("otherShopper", ten[0]);
  });
});
