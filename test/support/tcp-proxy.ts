import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/**
 * Where a line is cut that says `words`: before the server hears them, or after it has, with its answer lost. `answered`:
 * before the client hears the server say them (what browsers send over WebSockets is masked and cannot be looked for).
 */
export interface Cut {
  words: string;
  when: "before" | "after" | "answered";
}

export type TcpProxy = Awaited<ReturnType<typeof openTcpProxy>>;

/** A line to a server that a test may cut: `rediss` and MySQL with TLS are not seen through. */
export async function openTcpProxy(first: { host: string; port: number }) {
  const lines = new Set<{ client: Socket; upstream: Socket }>();
  /** Of these nothing comes any more, and neither end is told. */
  const silent = new WeakSet<object>();
  let isShut = false;
  let target = first;
  let cuts: Cut[] = [];
  let cutCount = 0;

  function end(line: { client: Socket; upstream: Socket }): void {
    line.client.destroy();
    line.upstream.destroy();
    lines.delete(line);
  }

  function takeCut(data: Buffer | string, fits: (when: Cut["when"]) => boolean): Cut | undefined {
    const cut = cuts.find(({ words, when }) => fits(when) && data.includes(words));
    if (cut !== undefined) {
      cuts = cuts.filter((each) => each !== cut);
      cutCount += 1;
    }
    return cut;
  }

  const server = createServer((client) => {
    if (isShut) {
      client.destroy();
      return;
    }
    const upstream = connect(target);
    const line = { client, upstream };
    lines.add(line);
    let losesAnswer = false;
    client.on("data", (data) => {
      if (silent.has(line)) return;
      const cut = takeCut(data, (when) => when !== "answered");
      if (cut?.when === "before") return end(line);
      if (cut !== undefined) losesAnswer = true;
      upstream.write(data);
    });
    upstream.on("data", (data) => {
      if (silent.has(line)) return;
      if (losesAnswer || takeCut(data, (when) => when === "answered") !== undefined) end(line);
      else client.write(data);
    });
    for (const socket of [client, upstream]) {
      socket.on("error", () => end(line));
      socket.on("close", () => end(line));
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    port: (server.address() as AddressInfo).port,
    /** The next line that says these words is cut, once for each call. */
    cutNext: (cut: Cut) => {
      cuts = [...cuts, cut];
    },
    cutCount: () => cutCount,
    /** For lines to come; those that stand stay where they are, as with a load balancer. */
    pointTo: (next: typeof first) => {
      target = next;
    },
    /** Cuts every line; new ones are let through unless it is shut. */
    cutAll: () => {
      for (const line of [...lines]) end(line);
    },
    /** The lines that stand say nothing any more and stay open; new ones are let through. */
    silence: () => {
      for (const line of lines) silent.add(line);
    },
    shut: () => {
      isShut = true;
      for (const line of [...lines]) end(line);
    },
    open: () => {
      isShut = false;
    },
    async close() {
      isShut = true;
      for (const line of [...lines]) end(line);
      server.close();
      await once(server, "close");
    },
  };
}

/** The same URL by way of the proxy. */
export function throughProxy(url: string, proxy: TcpProxy): string {
  const changed = new URL(url);
  changed.hostname = "127.0.0.1";
  changed.port = String(proxy.port);
  return changed.toString();
}

export const targetOf = (url: string, defaultPort: number) => {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: port === "" ? defaultPort : Number(port) };
};
