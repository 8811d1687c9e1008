import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const sources = ["agent-console", "widget", "backend/contract"];
const stampFile = "build/.sources";
const scripts = ["build:widget", "build:console"];

async function hashSources(): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of sources) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
    for (const file of files.sort()) hash.update(file).update(await readFile(file));
  }
  return hash.update(await readFile("package-lock.json")).digest("hex");
}

function run(script: string): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn("npm", ["run", "--silent", script], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on("error", failed);
    child.on("exit", (code) => (code === 0 ? done() : failed(new Error(`${script} failed:\n${output}`))));
  });
}

/** Builds widget and console, unless what is built comes from these very sources. */
export async function buildBrowserPrograms(): Promise<void> {
  const now = await hashSources();
  const before = await readFile(stampFile, "utf8").catch(() => "");
  if (before === now) return;
  await Promise.all(scripts.map(run));
  await mkdir("build", { recursive: true });
  await writeFile(stampFile, now);
}
