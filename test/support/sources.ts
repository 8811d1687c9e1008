import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { type ParseResult, parseSync } from "oxc-parser";

/** One file of ours, as its parser sees it. Paths are relative to the top of the repository, with slashes. */
export interface Source {
  path: string;
  /** Folder below the top, or below backend/: "contract", "widget", "test". */
  room: string;
  text: string;
  lines: number;
  imports: Import[];
  /** Lines on which the type `any` stands, counted from 1. */
  anys: number[];
  nonNulls: number[];
  comments: string[];
  /** Nothing but `export … from`. */
  isBarrel: boolean;
}

export interface Import {
  specifier: string;
  /** The file it leads to, null for a package. */
  target: string | null;
  /** Gone after compilation: `import type`, `export type`, `import("…")` in a type. */
  isType: boolean;
}

const folders = ["backend", "agent-console", "widget", "migrations", "test"];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : filesBelow(path);
    return [path.split(sep).join("/")];
  });
}

export const allFiles = (): string[] => folders.flatMap(filesBelow);

export function readSources(): Source[] {
  return allFiles()
    .filter((path) => /\.(tsx?|mjs)$/.test(path))
    .map(readSource);
}

function roomOf(path: string): string {
  const [top = "", second = ""] = path.split("/");
  return top === "backend" ? second.replace(/\.ts$/, "") : top;
}

function readSource(path: string): Source {
  const text = readFileSync(path, "utf8");
  const parsed = parseSync(path, text);
  const [problem] = parsed.errors;
  if (problem !== undefined) throw new Error(`${path}: ${problem.message}`);
  const { types, anys, nonNulls } = walk(parsed, text);
  return {
    path,
    room: roomOf(path),
    text,
    lines: text.split("\n").length - 1,
    imports: [...importsOf(parsed, text), ...types].map((each) => ({
      ...each,
      target: each.specifier.startsWith(".") ? normalize(join(dirname(path), each.specifier)) : null,
    })),
    anys,
    nonNulls,
    comments: parsed.comments.map((comment) => comment.value),
    isBarrel:
      parsed.program.body.length > 0 &&
      parsed.program.body.every(
        (node) =>
          node.type === "ExportAllDeclaration" ||
          (node.type === "ExportNamedDeclaration" && node.source !== null),
      ),
  };
}

type Found = Omit<Import, "target">;

function importsOf(parsed: ParseResult, text: string): Found[] {
  const { staticImports, staticExports, dynamicImports } = parsed.module;
  const isTyped = (start: number) => /^(import|export)\s+type\b/.test(text.slice(start, start + 40));
  return [
    ...staticImports.map(({ moduleRequest, start }) => ({
      specifier: moduleRequest.value,
      isType: isTyped(start),
    })),
    ...staticExports.flatMap(({ entries, start }) =>
      entries.flatMap(({ moduleRequest }) =>
        moduleRequest === null ? [] : [{ specifier: moduleRequest.value, isType: isTyped(start) }],
      ),
    ),
    ...dynamicImports.flatMap(({ moduleRequest }) => {
      // What is not a literal cannot be followed; there is none of these in the house.
      const literal = /^["'](.+)["']$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
      return literal?.[1] === undefined ? [] : [{ specifier: literal[1], isType: false }];
    }),
  ];
}

interface Node {
  type: string;
  start: number;
  /** Of an import type: the string in its brackets. */
  source?: { value?: unknown };
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

function* nodesBelow(value: unknown): Generator<Node> {
  if (isNode(value)) yield value;
  if (typeof value !== "object" || value === null) return;
  for (const inner of Object.values(value)) yield* nodesBelow(inner);
}

function walk(parsed: ParseResult, text: string) {
  const nodes = [...nodesBelow(parsed.program)];
  const linesOf = (type: string) =>
    nodes.filter((node) => node.type === type).map(({ start }) => text.slice(0, start).split("\n").length);
  const types: Found[] = nodes
    .filter((node) => node.type === "TSImportType")
    .map((node) => ({ specifier: String(node.source?.value), isType: true }));
  return { types, anys: linesOf("TSAnyKeyword"), nonNulls: linesOf("TSNonNullExpression") };
}

/** Groups of files that import each other round in a circle (Tarjan's strongly connected components of two or more). */
export function cyclesAmong(sources: readonly Source[]): string[][] {
  const targets = new Map(
    sources.map((source) => [
      source.path,
      source.imports.map((each) => each.target).filter((t) => t !== null),
    ]),
  );
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  const lowOf = (path: string) => low.get(path) ?? Number.POSITIVE_INFINITY;

  function visit(path: string): void {
    index.set(path, index.size);
    low.set(path, index.size - 1);
    stack.push(path);
    for (const target of targets.get(path) ?? []) {
      if (!targets.has(target)) continue;
      if (!index.has(target)) visit(target);
      if (stack.includes(target)) low.set(path, Math.min(lowOf(path), lowOf(target)));
    }
    if (low.get(path) !== index.get(path)) return;
    const group = stack.splice(stack.indexOf(path));
    if (group.length > 1 || (targets.get(path) ?? []).includes(path)) cycles.push(group.sort());
  }
  for (const path of targets.keys()) if (!index.has(path)) visit(path);
  return cycles;
}

/** Everything that the files lead to by imports that remain after compilation: files, and packages by their specifier. */
export function reachedAtRunTime(sources: readonly Source[], from: readonly Source[]): Map<string, string> {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  /** What is reached -> by which file. */
  const reached = new Map<string, string>();
  const open = [...from];
  for (let source = open.pop(); source !== undefined; source = open.pop()) {
    for (const { specifier, target, isType } of source.imports) {
      const name = target ?? specifier;
      if (isType || reached.has(name)) continue;
      reached.set(name, source.path);
      const next = byPath.get(name);
      if (next !== undefined) open.push(next);
    }
  }
  return reached;
}
