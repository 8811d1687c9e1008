import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Probed } from "./probe.ts";

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const patienceMs = 60_000;

export interface ProbedProcess<Ready> {
  /** What it sent when it was ready. */
  ready: Ready;
  /** Begins a new stretch of event-loop delay and processor time. */
  reset(): void;
  probe(): Promise<Probed>;
  tell(message: object): void;
  /** The next message with this key. */
  hear<T>(key: string): Promise<T>;
  end(): Promise<void>;
}

/** One of this folder's programs as a process of its own, with the probe in it. It says `{ready: …}` when it is. */
export async function startProbed<Ready>(
  program: string,
  environment: NodeJS.ProcessEnv,
  flags: readonly string[] = ["--import=tsx"],
): Promise<ProbedProcess<Ready>> {
  const child = fork(fileOf(program), {
    execArgv: ["--expose-gc", ...flags, `--import=${fileOf("probe.ts")}`],
    env: { ...process.env, ...environment },
  });
  const hear = <T>(key: string) => hearFrom<T>(child, key);
  try {
    const ready = await hear<Ready>("ready");
    return {
      ready,
      hear,
      reset: () => void child.send("reset"),
      probe: () => {
        const probed = hear<Probed>("probed");
        child.send("probe");
        return probed;
      },
      tell: (message) => void child.send(message),
      end: () => end(child),
    };
  } catch (error) {
    await end(child);
    throw error;
  }
}

function hearFrom<T>(child: ChildProcess, key: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(() => reject(new Error(`no ${key} came`))), patienceMs);
    const onMessage = (message: Record<string, T>) => {
      if (key in message) finish(() => resolve(message[key] as T));
    };
    const onExit = (code: number | null) =>
      finish(() => reject(new Error(`ended with ${code} before ${key}`)));
    function finish(settle: () => void) {
      clearTimeout(timer);
      child.off("message", onMessage);
      child.off("exit", onExit);
      settle();
    }
    child.on("message", onMessage);
    child.once("exit", onExit);
  });
}

/** Nothing of a measured process is worth saving: a drain of ten thousand sockets would only take time. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}
