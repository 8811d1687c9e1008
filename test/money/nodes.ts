import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve as pathOf } from "node:path";
import type { Chance } from "../chaos/chance.ts";
import type { Found, FromNode, Given, NodeOrder, Question, Said, ToNode } from "./wire.ts";

interface Node {
  child: ChildProcess;
  /** Where it takes callbacks; null until it is ready. */
  port: number | null;
  /** What it was asked and has not answered; all of it is lost when it dies. */
  asked: Map<number, (answer: FromNode | "lost") => void>;
}

export type Nodes = Awaited<ReturnType<typeof startNodes>>;

const startsWithinMs = 60_000;
/** A command that no node carries out in this time hangs. */
const patienceMs = 60_000;

/** The processes of a run. A command whose node dies is asked of another one under its id, as a client would. */
export async function startNodes(count: number, order: NodeOrder, chance: Chance) {
  const nodes: (Node | null)[] = Array.from({ length: count }, () => null);
  const counts = { starts: 0, kills: 0, lost: 0, busy: 0, commands: 0 };
  const faults: string[] = [];
  let lastId = 0;
  let isStopping = false;

  async function start(index: number): Promise<void> {
    const child = spawn(process.execPath, ["--import=tsx", pathOf("test/money/node-process.ts")], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: { ...process.env, MONEY_NODE: JSON.stringify(order) },
    });
    const node: Node = { child, port: null, asked: new Map() };
    nodes[index] = node;
    counts.starts++;
    const ready = new Promise<void>((done, failed) => {
      const timer = setTimeout(() => failed(new Error("a node does not start")), startsWithinMs);
      child.on("message", (message) => {
        const said = message as FromNode;
        if (said.kind === "ready") {
          node.port = said.port;
          clearTimeout(timer);
          done();
        } else node.asked.get(said.id)?.(said);
      });
      child.once("exit", () => {
        clearTimeout(timer);
        if (nodes[index] === node) nodes[index] = null;
        for (const lose of node.asked.values()) lose("lost");
        if (child.signalCode !== "SIGKILL" && !isStopping) faults.push(`a node ended with ${child.exitCode}`);
        done();
      });
    });
    await ready;
  }

  const living = () => nodes.filter((node) => node !== null && node.port !== null);

  /** A dead child refuses what it is sent before its death is told: without a turn of the loop it would be asked for ever. */
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  async function anyNode(preferred: number | null): Promise<Node> {
    for (;;) {
      const own = preferred === null ? null : nodes[preferred % count];
      if (own?.port !== null && own?.port !== undefined) return own;
      const found = chance.pick(living());
      if (found !== undefined && found !== null) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  function ask(node: Node, message: ToNode): Promise<FromNode | "lost"> {
    return new Promise((resolve, reject) => {
      const end = (answer: FromNode | "lost") => {
        clearTimeout(timer);
        node.asked.delete(message.id);
        resolve(answer);
      };
      const timer = setTimeout(
        () => reject(new Error(`no answer to ${JSON.stringify(message)}`)),
        patienceMs,
      );
      node.asked.set(message.id, end);
      node.child.send(message, (error) => error !== null && end("lost"));
    });
  }

  /** `at` names the node to try first. A fault is noted and reads as a refusal of that name. */
  async function call(given: Given, at: number | null = null): Promise<Said> {
    counts.commands++;
    for (let preferred = at; ; preferred = null) {
      const answer = await ask(await anyNode(preferred), { id: ++lastId, kind: "command", given });
      if (answer === "lost") {
        counts.lost++;
        await turn();
      } else if (answer.kind === "fault") {
        faults.push(`${given.name}: ${answer.text}`);
        return { ok: false, code: "fault" };
      } else if (answer.kind === "said") {
        if (answer.said.ok || answer.said.code !== "busy") return answer.said;
        counts.busy++;
      }
    }
  }

  async function find(question: Question): Promise<Found[]> {
    for (;;) {
      const answer = await ask(await anyNode(null), { id: ++lastId, kind: "question", question });
      if (answer !== "lost" && answer.kind === "found") return answer.rows;
      if (answer === "lost") await turn();
      else if (answer.kind === "fault") faults.push(`${question}: ${answer.text}`);
    }
  }

  /** kill -9, and a new one in its place. Resolves when that one is ready. */
  async function kill(index: number): Promise<void> {
    const node = nodes[index];
    if (node === null || node === undefined) return;
    counts.kills++;
    const gone = once(node.child, "exit");
    node.child.kill("SIGKILL");
    await gone;
    await start(index);
  }

  async function stop(): Promise<void> {
    isStopping = true;
    await Promise.all(
      nodes.map(async (node) => {
        if (node === null) return;
        const gone = once(node.child, "exit");
        const limit = setTimeout(() => node.child.kill("SIGKILL"), 10_000);
        if (node.child.connected) node.child.send({ id: 0, kind: "stop" } satisfies ToNode);
        await gone;
        clearTimeout(limit);
      }),
    );
  }

  await Promise.all(nodes.map((_node, index) => start(index)));
  return {
    counts,
    /** What no refusal explains; none in a sound house. */
    faults,
    call,
    find,
    kill,
    count,
    /** The address of a living node's door for callbacks, if one lives. */
    door: () => {
      const port = chance.pick(living())?.port ?? null;
      return port === null ? null : `http://127.0.0.1:${port}`;
    },
    stop,
  };
}
