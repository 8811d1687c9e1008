import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { hour } from "../../backend/core/clock.ts";
import { type Disk, openFolderStore, realDisk } from "../../backend/core/storage/folder-store.ts";
import { refusalOf } from "../support/executor.ts";

/** Runs out of room half-way through every write, as a full disk does. */
const fullDisk: Disk = {
  async write(path, bytes) {
    await realDisk.write(path, bytes.subarray(0, bytes.length / 2));
    throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  },
};

describe("a folder of files", () => {
  let folder: string;
  const bytes = Buffer.from("all of it");
  const allFiles = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((each) => each.isFile())
      .map((each) => each.name);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "frontline-store-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("gives back what was put, also after it is opened again", async () => {
    await (await openFolderStore(folder)).put("photos/2026-11-22/a.webp", bytes);
    const store = await openFolderStore(folder);
    expect(await store.get("photos/2026-11-22/a.webp")).to.deep.equal(bytes);
    expect(await store.get("photos/2026-11-22/b.webp")).to.equal(null);
    expect(await store.list("photos/2026-11-22")).to.deep.equal(["photos/2026-11-22/a.webp"]);
    expect(await store.list("photos/2026-11-23")).to.deep.equal([]);
    await store.ping();
  });

  it("replaces a file whole, and forgets it twice without complaint", async () => {
    const store = await openFolderStore(folder);
    await store.put("a", bytes);
    await store.put("a", Buffer.from("other"));
    expect((await store.get("a"))?.toString()).to.equal("other");
    await store.remove("a");
    await store.remove("a");
    expect(await store.get("a")).to.equal(null);
  });

  it("refuses when the disk is full, keeps what was there and leaves nothing half written", async () => {
    await (await openFolderStore(folder)).put("photos/a", bytes);
    const store = await openFolderStore(folder, fullDisk);
    for (const key of ["photos/a", "photos/b"]) {
      expect((await refusalOf(store.put(key, Buffer.from("twice the size of it")))).code).to.equal(
        "storage_full",
      );
    }
    expect(await allFiles()).to.deep.equal(["a"]);
    expect(await store.get("photos/a")).to.deep.equal(bytes);
  });

  it("clears what a dead process left half written, and not what a living one writes", async () => {
    await openFolderStore(folder);
    const [dead, living] = [join(folder, ".incoming", "dead"), join(folder, ".incoming", "living")];
    await writeFile(dead, "half");
    await writeFile(living, "half");
    const before = new Date(Date.now() - 2 * hour);
    await utimes(dead, before, before);
    await openFolderStore(folder);
    expect(await allFiles()).to.deep.equal(["living"]);
  });

  it("takes no key that leads elsewhere", async () => {
    const store = await openFolderStore(folder);
    for (const key of ["../a", "/etc/passwd", "a/../../b", "", ".incoming/a", "a//b", "a\0b", "A"]) {
      expect(await store.get(key).catch((error: Error) => error.message)).to.contain("not a file key");
    }
  });

  it("says so when it cannot be written any more", async () => {
    const store = await openFolderStore(folder);
    await rm(folder, { recursive: true });
    expect(await store.ping().catch((error: { code: string }) => error.code)).to.equal("ENOENT");
  });
});
