import { readdirSync } from "node:fs";
import { expect } from "chai";
import {
  allFiles,
  cyclesAmong,
  type Import,
  reachedAtRunTime,
  readSources,
  type Source,
} from "./support/sources.ts";

import { architectureTest, suites } from "./support/suites.ts";

/** The staircase: a file imports from its own room and from rooms on earlier steps. Rooms on one step may know each other. */
const steps = [
  ["contract"],
  ["core"],
  ["config"],
  ["staff"],
  ["shop"],
  ["tickets"],
  ["routing"],
  ["evidence"],
  ["authority"],
  ["claims"],
  ["remedies"],
  ["escalations"],
  ["desk"],
  ["insight"],
  ["edge"],
  ["app"],
  ["main", "cli", "demo"],
];
const stepOf = new Map(steps.flatMap((rooms, step) => rooms.map((room) => [room, step] as const)));
/** Rooms whose code is told the time and dealt its chances: doors, jobs and starts alone hold a clock. */
const pureRooms = steps
  .slice(steps.findIndex(([room]) => room === "staff"))
  .slice(0, 11)
  .flat();

const topLevel = [
  ...["backend", "agent-console", "widget", "migrations", "test"],
  ...["package.json", "package-lock.json", "tsconfig.json", "README.md", "CHANGELOG.md", "compose.yaml"],
];
/** Made by tools and never committed. */
const made = ["node_modules", "build", "data", "coverage"];

const longest = 300;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|d|module))?\.[a-z0-9]+$/;
const emptyNames = /(^|-)(manager|service|helper|util|utils|common|misc|index)(\.|-)/;

describe("the house", () => {
  const sources = readSources();
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const backend = sources.filter(({ path }) => path.startsWith("backend/"));

  /** "file -> what it imports", for every import that `isWrong`. */
  function wrong(
    among: Source[],
    isWrong: (from: Source, to: Source | null, each: Import) => boolean,
  ): string[] {
    return among.flatMap((from) =>
      from.imports
        .filter((each) =>
          isWrong(from, each.target === null ? null : (byPath.get(each.target) ?? null), each),
        )
        .map((each) => `${from.path} -> ${each.target ?? each.specifier}`),
    );
  }
  const linesOf = (pick: (source: Source) => number[]) =>
    sources.flatMap((source) => pick(source).map((line) => `${source.path}:${line}`));

  it("has been read, and every import of a file of ours leads to one", () => {
    expect(sources.length).to.be.greaterThan(100);
    const missing = wrong(sources, (_from, to, { target }) =>
      target === null ? false : /\.tsx?$/.test(target) && to === null,
    );
    expect(missing).to.deep.equal([]);
  });

  it("keeps its top level as it is fixed", () => {
    const names = readdirSync(".").filter((name) => !name.startsWith(".") && !made.includes(name));
    expect(names.filter((name) => !topLevel.includes(name))).to.deep.equal([]);
  });

  it("has no room in the backend but those of the staircase", () => {
    expect(backend.filter(({ room }) => !stepOf.has(room)).map(({ path }) => path)).to.deep.equal([]);
  });

  it("is walked down the stairs only", () => {
    const upwards = wrong(backend, (from, to) => {
      if (to === null || from.room === to.room) return false;
      if (to.room === "migrations") return !["app", "main", "cli", "demo"].includes(from.room);
      return (stepOf.get(to.room) ?? Number.POSITIVE_INFINITY) > (stepOf.get(from.room) ?? -1);
    });
    expect(upwards).to.deep.equal([]);
  });

  it("gives the contract nothing but zod", () => {
    const contract = sources.filter(({ room }) => room === "contract");
    expect(
      wrong(contract, (_from, to, { specifier }) => to?.room !== "contract" && specifier !== "zod"),
    ).to.deep.equal([]);
  });

  it("lets migrations use the database kit alone, so that they mean the same for ever", () => {
    const migrations = sources.filter(({ room }) => room === "migrations");
    const outside = wrong(
      migrations,
      (_from, to) => to !== null && to.room !== "migrations" && !to.path.startsWith("backend/core/database/"),
    );
    expect(outside).to.deep.equal([]);
  });

  it("lets the browser programs know the contract alone of the backend", () => {
    for (const room of ["widget", "agent-console"]) {
      const files = sources.filter((source) => source.room === room);
      expect(wrong(files, (_from, to) => to !== null && ![room, "contract"].includes(to.room))).to.deep.equal(
        [],
      );
    }
  });

  it("keeps zod out of the widget's bundle", () => {
    const widget = sources.filter(({ room }) => room === "widget");
    expect(reachedAtRunTime(sources, widget).get("zod")).to.equal(undefined);
  });

  it("keeps tests out of what is shipped", () => {
    const shipped = sources.filter(({ room }) => room !== "test");
    expect(wrong(shipped, (_from, to) => to?.room === "test")).to.deep.equal([]);
  });

  it("has no import cycles, type imports included", () => {
    expect(cyclesAmong(sources)).to.deep.equal([]);
  });

  it("opens transactions in execute alone", () => {
    const openers = backend.filter(({ text }) => /\.transact\(|startTransaction\(/.test(text));
    expect(openers.map(({ path }) => path).sort()).to.deep.equal([
      "backend/core/database/database.ts",
      "backend/core/execute.ts",
    ]);
  });

  it("is told the time and dealt its chances in every room left of the edge", () => {
    const clocks = backend.filter(
      ({ room, text }) =>
        pureRooms.includes(room) && /\bDate\.now\(|\bMath\.random\(|\bnew Date\(\)|\brandomUUID\(/.test(text),
    );
    expect(clocks.map(({ path }) => path)).to.deep.equal([]);
  });

  it(`has no file over ${longest} lines`, () => {
    const long = sources.filter(({ lines }) => lines > longest).map(({ path, lines }) => `${path}: ${lines}`);
    expect(long).to.deep.equal([]);
  });

  it("names its files in kebab-case, and says what is in them", () => {
    const bad = allFiles().filter((path) => {
      const name = path.split("/").at(-1) ?? "";
      if (["README.md", "LICENSE", "index.html"].includes(name)) return false;
      return !kebabCase.test(name) || emptyNames.test(name);
    });
    expect(bad).to.deep.equal([]);
  });

  it("has no barrels", () => {
    expect(sources.filter(({ isBarrel }) => isBarrel).map(({ path }) => path)).to.deep.equal([]);
  });

  it("asserts nothing away and silences no compiler", () => {
    expect(linesOf((source) => source.nonNulls)).to.deep.equal([]);
    const silenced = sources.filter(({ comments }) =>
      comments.some((comment) => /@ts-(ignore|nocheck)/.test(comment)),
    );
    expect(silenced.map(({ path }) => path)).to.deep.equal([]);
  });

  it("says `any` on fewer than two of a thousand lines, each with its reason", () => {
    const unexplained = sources.flatMap(({ path, text, anys }) =>
      anys
        .filter((line) => !/biome-ignore .*noExplicitAny: \S/.test(text.split("\n")[line - 2] ?? ""))
        .map((line) => `${path}:${line}`),
    );
    expect(unexplained).to.deep.equal([]);
    const lines = sources.reduce((sum, source) => sum + source.lines, 0);
    const withAny = new Set(linesOf((source) => source.anys)).size;
    expect((withAny / lines) * 1000).to.be.lessThan(2);
  });

  it("runs every test file in a suite", () => {
    const folders = suites.flatMap((suite) => suite.folders);
    const outside = sources.filter(
      ({ path }) =>
        path.endsWith(".test.ts") &&
        path !== architectureTest &&
        !folders.some((folder) => path.startsWith(`${folder}/`)),
    );
    expect(outside.map(({ path }) => path)).to.deep.equal([]);
  });

  it("leaves no test switched off or singled out, and nothing marked to be done later", () => {
    const marks = /\b(describe|it)\.(only|skip)\(|\bx(it|describe)\(/;
    const later = /\b(TODO|FIXME|XXX|HACK)\b/;
    const left = sources.filter(
      ({ path, text, comments }) =>
        (path.startsWith("test/") && marks.test(text) && !path.endsWith("architecture.test.ts")) ||
        comments.some((comment) => later.test(comment)),
    );
    expect(left.map(({ path }) => path)).to.deep.equal([]);
  });
});
