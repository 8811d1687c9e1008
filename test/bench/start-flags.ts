import { readFileSync } from "node:fs";

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: { start: string } };

/** What `npm start` gives to node, so that what is measured is what is started. */
export const startFlags: readonly string[] = scripts.start.split(" ").filter((word) => word.startsWith("--"));
