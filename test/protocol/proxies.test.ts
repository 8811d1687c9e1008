import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { insert } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { hashPassword } from "../../backend/staff/passwords.ts";
import { people } from "../../backend/staff/tables.ts";
import { startProcess } from "../chaos/processes.ts";
import { onServices } from "../support/database.ts";
import { startFrontline } from "../support/frontline.ts";
import { httpDesk } from "../support/http-desk.ts";
import { freePort } from "../support/ports.ts";
import { makeCertificate, proxies } from "../support/proxies.ts";

const password = "behind a proxy at last";

/**
 * The examples of edge/operations in front of two nodes, over TLS, with the whole protocol suite pointed at their address
 * as anybody would point it at their own installation.
 */
onServices("the protocol behind the published proxies", () => {
  for (const [name, proxy] of Object.entries(proxies)) {
    it(`holds with two nodes behind ${name}`, async function () {
      this.timeout(180_000);
      if (!proxy.isInstalled()) this.skip();
      const folder = await mkdtemp(join(tmpdir(), "frontline-proxy-"));
      const port = await freePort();
      const url = `https://127.0.0.1:${port}`;
      const first = await startFrontline({ publicUrl: url });
      try {
        const other = await first.startNode();
        const email = `${newId()}@staff.example`;
        const row = { id: newId(), email, name: "Admin", role: "admin" as const, departmentIds: [] };
        const passwordHash = await hashPassword(password);
        const person = { ...row, passwordHash, isActive: true, createdAt: Date.now() };
        await first.app.database.transact(async (tx) => tx.apply([insert(people, person)]));
        const desk = httpDesk(first.url);
        const origin = "https://shop.example";
        const { key } = await desk.makeStorefront(await desk.signIn(email, password), origin);

        const certificate = await makeCertificate(folder);
        const nodes = [first.url, other.url].map((each) => Number(new URL(each).port));
        const started = await proxy.start({ folder, port, nodes, certificate });
        try {
          const target = { url, key, origin, email, password };
          const given = Object.entries(target).flatMap(([option, value]) => [`--${option}`, value]);
          const suite = startProcess(
            process.execPath,
            ["--import=tsx", "test/protocol/suite/run.ts", ...given],
            { env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate.pem, NO_COLOR: "1" } },
          );
          const code = await new Promise((resolve) => suite.child.once("close", resolve));
          expect(code, suite.output().slice(-4000)).to.equal(0);
          expect(suite.output()).to.match(/\b[2-9]\d passing/);
        } finally {
          await started.end("SIGTERM");
        }
      } finally {
        await first.stop();
        await rm(folder, { recursive: true, force: true });
      }
    });
  }
});
