import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface Started {
  child: ChildProcess;
  /** What it has said so far, both streams. */
  output(): string;
  isRunning(): boolean;
  /** Ends it by this signal and waits until it is gone. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

const outputKept = 20_000;

/** A process of ours with what it says. */
export function startProcess(
  command: string,
  given: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Started {
  const child = spawn(command, [...given], { stdio: ["ignore", "pipe", "pipe"], ...options });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-outputKept);
    });
  }
  child.on("error", (error) => {
    output += String(error);
  });
  const isRunning = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  return {
    child,
    output: () => output,
    isRunning,
    async end(signal) {
      if (!isRunning()) return;
      const gone = once(child, "exit");
      child.kill(signal);
      await gone;
    },
  };
}

/** Asks again until it holds; throws, with what `explain` says, when it takes too long or the process is gone. */
export async function until(
  holds: () => Promise<boolean> | boolean,
  options: { withinMs: number; everyMs?: number; what: string; started?: Started },
): Promise<void> {
  const { withinMs, everyMs = 50, what, started } = options;
  const end = Date.now() + withinMs;
  for (;;) {
    if (await holds()) return;
    if (started !== undefined && !started.isRunning()) throw new Error(`${what}: ended\n${started.output()}`);
    if (Date.now() > end)
      throw new Error(`${what}: not within ${withinMs} ms\n${started?.output().slice(-3000) ?? ""}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
