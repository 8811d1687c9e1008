import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildWidget, widgetFolder } from "./build-widget.ts";

/** Bytes of gzip at its default level, as a server would send them. */
const limits = { loader: 3000, opening: 34_000, later: 30_000 };

const { loader, chat, files } = await buildWidget();
const size = (name: string) =>
  gzipSync(readFileSync(join(widgetFolder, name === loader ? "" : "widget", name))).length;

/** A file with all that it imports at once. */
function withImports(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const next of files.get(name)?.imports ?? []) withImports(next, found);
  return found;
}

const sourceOf = (name: string) => files.get(name)?.source ?? "";
/** A shopper fetches one language: the largest counts. */
function largest(names: string[]): string[] {
  const [first] = names.toSorted((a, b) => size(b) - size(a));
  return first === undefined ? [] : [first];
}

const all = [...files.keys()];
const words = largest(all.filter((name) => /words\/[a-z-]+\/opening\.ts$/.test(sourceOf(name))));
const laterWords = largest(all.filter((name) => /words\/[a-z-]+\/later\.ts$/.test(sourceOf(name))));
const opening = withImports(chat);
const rest = all.filter((name) => !opening.has(name) && !sourceOf(name).includes("words/"));

const groups = [
  { name: "loader", of: [loader], limit: limits.loader },
  { name: "opening the chat", of: [...opening, ...words], limit: limits.opening },
  { name: "fetched later", of: [...rest, ...laterWords], limit: limits.later },
].map((group) => ({ ...group, bytes: group.of.reduce((total, name) => total + size(name), 0) }));

const number = (value: number) => value.toLocaleString("en").padStart(7);
for (const { name, bytes, limit, of } of groups) {
  const verdict = bytes <= limit ? "ok" : "TOO LARGE";
  console.info(`${name.padEnd(30)} ${number(bytes)} of ${number(limit)} bytes gzip  ${verdict}`);
  for (const file of of) console.info(`  ${file.padEnd(28)} ${number(size(file))}`);
}
if (groups.some(({ bytes, limit }) => bytes > limit)) process.exitCode = 1;
