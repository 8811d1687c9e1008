import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Removes the files directly in a folder that were last written before an instant (ms). The folder must be there. */
export async function removeStaleFiles(folder: string, before: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    // Gone meanwhile: somebody else has finished with it.
    const found = await stat(path).catch(() => null);
    if (found?.isFile() && found.mtimeMs < before) await rm(path, { force: true });
  }
}
