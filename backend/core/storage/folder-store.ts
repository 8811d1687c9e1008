import { randomUUID } from "node:crypto";
import { access, constants, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hour } from "../clock.ts";
import { refuse } from "../refusal.ts";
import { checkKey, type FileStore } from "./file-store.ts";
import { removeStaleFiles } from "./stale-files.ts";

/** The one act of a disk that runs out of room; tests give a disk that does. */
export interface Disk {
  /** Writes a new file and returns when it would survive a power cut. */
  write(path: string, bytes: Uint8Array): Promise<void>;
}

export const realDisk: Disk = {
  async write(path, bytes) {
    const file = await open(path, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  },
};

const isFull = (error: unknown) => ["ENOSPC", "EDQUOT"].includes((error as NodeJS.ErrnoException).code ?? "");
const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === "ENOENT";

/** A rename is durable once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Files in a folder: written aside, synced and renamed into place, so that a key holds all of its bytes or none. */
export async function openFolderStore(folder: string, disk: Disk = realDisk): Promise<FileStore> {
  const incoming = join(folder, ".incoming");
  await mkdir(incoming, { recursive: true });
  // Of a process that died. Younger files may be another node's, at work in the same folder.
  await removeStaleFiles(incoming, Date.now() - hour);
  const pathOf = (key: string) => join(folder, checkKey(key));

  return {
    async put(key, bytes) {
      const path = pathOf(key);
      const aside = join(incoming, randomUUID());
      try {
        await disk.write(aside, bytes);
        await mkdir(dirname(path), { recursive: true });
        await rename(aside, path);
        await syncFolder(dirname(path));
      } catch (error) {
        await rm(aside, { force: true });
        if (isFull(error)) refuse("storage_full", {});
        throw error;
      }
    },
    async get(key) {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    remove: (key) => rm(pathOf(key), { force: true }),
    async list(prefix) {
      try {
        const found = await readdir(pathOf(prefix), { withFileTypes: true });
        return found.filter((each) => each.isFile()).map((each) => `${prefix}/${each.name}`);
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    ping: () => access(incoming, constants.W_OK),
  };
}
