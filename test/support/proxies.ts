import { execFile, spawnSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Started, startProcess, until } from "../chaos/processes.ts";

const operations = new URL("../../backend/edge/operations/", import.meta.url);

export interface Certificate {
  pem: string;
  key: string;
}

interface Place {
  /** An empty folder, kept as long as the proxy runs. */
  folder: string;
  port: number;
  /** Of the nodes, on loopback. */
  nodes: readonly number[];
  certificate: Certificate;
}

export interface Proxy {
  isInstalled(): boolean;
  start(place: Place): Promise<Started>;
}

const isThere = (command: string) => () => spawnSync(command, ["-v"]).error === undefined;
const example = (file: string) => readFile(new URL(file, operations), "utf8");

/** Every change must find its place: the example is tried as it stands but for addresses and files. */
function changed(text: string, changes: readonly (readonly [RegExp, string])[]): string {
  return changes.reduce((so, [found, by]) => {
    if (!found.test(so)) throw new Error(`the example has no ${found}`);
    return so.replace(found, by);
  }, text);
}

/** The server line with its address put at each node instead. */
const serversAt = (nodes: readonly number[], lineOf: (index: number, port: number) => string) =>
  nodes.map((port, index) => lineOf(index, port)).join("\n");

async function listening(started: Started, port: number, what: string): Promise<Started> {
  const answers = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(true));
      socket.once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
  await until(answers, { withinMs: 10_000, what, started });
  return started;
}

const nginx: Proxy = {
  isInstalled: isThere("nginx"),
  async start({ folder, port, nodes, certificate }) {
    const site = changed(await example("nginx.conf"), [
      [
        / {4}server 10[^;]+;\n(?: {4}server 10[^;]+;\n)*/,
        `${serversAt(nodes, (_index, node) => `server 127.0.0.1:${node} max_fails=1 fail_timeout=5s;`)}\n`,
      ],
      [/listen 443/, `listen 127.0.0.1:${port}`],
      [/\/etc\/ssl\/help\.example\.pem/, certificate.pem],
      [/\/etc\/ssl\/help\.example\.key/, certificate.key],
    ]);
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    const http = `access_log off; ${temporary.map((each) => `${each}_temp_path ${folder}/${each};`).join(" ")}`;
    const whole = `daemon off; pid ${folder}/pid; events { worker_connections 1024; }\nhttp { ${http}\n${site}\n}\n`;
    const file = join(folder, "nginx.conf");
    await writeFile(file, whole);
    const args = ["-c", file, "-p", folder, "-e", join(folder, "error.log")];
    return listening(startProcess("nginx", args), port, "nginx");
  },
};

const haproxy: Proxy = {
  isInstalled: isThere("haproxy"),
  async start({ folder, port, nodes, certificate }) {
    const both = join(folder, "both.pem");
    await writeFile(both, `${await readFile(certificate.pem)}${await readFile(certificate.key)}`);
    const whole = changed(await example("haproxy.cfg"), [
      [
        / {4}server node1[^\n]+\n(?: {4}server node[^\n]+\n?)*/,
        `${serversAt(nodes, (index, node) => `    server node${index} 127.0.0.1:${node}`)}\n`,
      ],
      [/bind :443 ssl crt \S+/, `bind 127.0.0.1:${port} ssl crt ${both}`],
    ]);
    const file = join(folder, "haproxy.cfg");
    await writeFile(file, whole);
    return listening(startProcess("haproxy", ["-f", file, "-db"]), port, "haproxy");
  },
};

export const proxies = { nginx, haproxy };

/** Self-signed, for 127.0.0.1. */
export async function makeCertificate(folder: string): Promise<Certificate> {
  await mkdir(folder, { recursive: true });
  const [pem, key] = [join(folder, "help.pem"), join(folder, "help.key")];
  const names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  await promisify(execFile)("openssl", ["req", ...kind, "-keyout", key, "-out", pem, ...names]);
  return { pem, key };
}
