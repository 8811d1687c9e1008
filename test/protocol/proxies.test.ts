import { mkdtemp, readFile, rm } from "node:fs/promises";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { io } from "socket.io-client";
import { protocolVersion } from "../../backend/contract/sockets.ts";
import { insert } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { hashPassword } from "../../backend/staff/passwords.ts";
import { people } from "../../backend/staff/tables.ts";
import { startProcess, until } from "../chaos/processes.ts";
import { codeOf, connected, send, type WidgetClient } from "../support/clients.ts";
import { onServices, redisServer } from "../support/database.ts";
import { startFrontline } from "../support/frontline.ts";
import { httpDesk } from "../support/http-desk.ts";
import { freePort } from "../support/ports.ts";
import { type Certificate, makeCertificate, proxies } from "../support/proxies.ts";
import { openTcpProxy, targetOf, throughProxy } from "../support/tcp-proxy.ts";

const password = "behind a proxy at last";

type Proxy = (typeof proxies)[keyof typeof proxies];

interface Behind {
  url: string;
  nodes: readonly string[];
  key: string;
  admin: { email: string; password: string };
  certificate: Certificate;
}

const origin = "https://shop.example";

/** Two nodes, a shop and its admin, with the proxy before them, over TLS. */
async function behind(proxy: Proxy, redisUrl: string, work: (at: Behind) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "frontline-proxy-"));
  const port = await freePort();
  const url = `https://127.0.0.1:${port}`;
  const first = await startFrontline({ publicUrl: url, redisUrl });
  try {
    const other = await first.startNode();
    const email = `${newId()}@staff.example`;
    const row = { id: newId(), email, name: "Admin", role: "admin" as const, departmentIds: [] };
    const passwordHash = await hashPassword(password);
    const person = { ...row, passwordHash, isActive: true, createdAt: Date.now() };
    await first.app.database.transact(async (tx) => tx.apply([insert(people, person)]));
    const desk = httpDesk(first.url);
    const { key } = await desk.makeStorefront(await desk.signIn(email, password), origin);
    const certificate = await makeCertificate(folder);
    const nodes = [first.url, other.url];
    const ports = nodes.map((each) => Number(new URL(each).port));
    const started = await proxy.start({ folder, port, nodes: ports, certificate });
    try {
      await work({ url, nodes, key, admin: { email, password }, certificate });
    } finally {
      await started.end("SIGTERM");
    }
  } finally {
    await first.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The examples of edge/operations in front of two nodes, with the whole protocol suite pointed at their address as anybody
 * would point it at their own installation.
 */
onServices("the protocol behind the published proxies", function () {
  this.timeout(180_000);

  for (const [name, proxy] of Object.entries(proxies)) {
    it(`holds with two nodes behind ${name}`, async function () {
      if (!proxy.isInstalled()) this.skip();
      await behind(proxy, redisServer, async ({ url, key, admin, certificate }) => {
        // Joined: a key may begin with a dash.
        const given = Object.entries({ url, key, origin, ...admin }).map(
          ([option, value]) => `--${option}=${value}`,
        );
        const suite = startProcess(
          process.execPath,
          ["--import=tsx", "test/protocol/suite/run.ts", ...given],
          { env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate.pem, NO_COLOR: "1" } },
        );
        const code = await new Promise((resolve) => suite.child.once("close", resolve));
        expect(code, suite.output().slice(-4000)).to.equal(0);
        expect(suite.output()).to.match(/\b[2-9]\d passing/);
      });
    });

    it(`keeps its nodes behind ${name} while Redis is away, which says that all of them are not ready`, async function () {
      if (!proxy.isInstalled()) this.skip();
      const line = await openTcpProxy(targetOf(redisServer, 6379));
      try {
        await behind(proxy, throughProxy(redisServer, line), async ({ url, nodes, key, certificate }) => {
          const isNotReady = async (node: string) => (await fetch(`${node}/readyz`)).status === 503;
          line.shut();
          await until(async () => (await Promise.all(nodes.map(isNotReady))).every(Boolean), {
            withinMs: 20_000,
            what: "not ready",
          });
          // Longer than a proxy needs to take them out.
          const end = Date.now() + 8000;
          const ca = await readFile(certificate.pem);
          while (Date.now() < end) {
            expect(await statusOf(`${url}/healthz`, ca)).to.equal(200);
            await pause(250);
          }
          const bearer = await httpDesk(nodes[0] ?? "").openShopper(key, origin);
          const widget = io(`${url}/widget`, {
            ca,
            transports: ["websocket"],
            reconnection: false,
            auth: { bearer, protocol: protocolVersion, locale: "en" },
            extraHeaders: { origin },
          } as object) as WidgetClient;
          await connected(widget);
          expect(
            codeOf(await send(widget, "ticket.open", { text: "Is anybody there?", photoIds: [] })),
          ).to.equal("done");
          widget.close();
        });
      } finally {
        await line.close();
      }
    });
  }
});

/** Of a server whose certificate this authority has signed. */
function statusOf(url: string, ca: Buffer): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { ca, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once("error", reject);
  });
}
