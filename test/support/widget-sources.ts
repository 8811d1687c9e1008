import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The text of all TypeScript below a folder. */
export function readSources(folder: string, isWanted: (path: string) => boolean): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => /\.tsx?$/.test(path) && isWanted(path))
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
}
