import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Database } from "../../backend/core/database/database.ts";
import { openMysql } from "../../backend/core/database/open-mysql.ts";
import { openSqlite } from "../../backend/core/database/open-sqlite.ts";
import { allTables } from "../../backend/edge/all-tables.ts";
import { migrations } from "../../migrations/all.ts";
import { httpDesk, type SignedIn } from "../support/http-desk.ts";
import { type Backend, createBackend } from "./backends.ts";
import { type Balancer, openBalancer } from "./balancer.ts";
import type { Chance } from "./chance.ts";
import { openNginx } from "./nginx.ts";
import type { Plan } from "./plans.ts";
import { until } from "./processes.ts";
import { createMariaDb, createRedis, missingPrograms, type OwnServer } from "./servers.ts";
import { openWires, type Wires } from "./wires.ts";

/** Everything that a run starts, in a folder of its own. */
export interface House {
  backends: Backend[];
  mariaDb: OwnServer | null;
  redis: OwnServer | null;
  balancer: Balancer;
  wires: Wires;
  admin: SignedIn;
  /** Reads what is there in the end; ends the backends first where they would be in the way. */
  openDatabase(): Promise<Database>;
  remove(): Promise<void>;
}

const longestSkewMs = 4 * 60_000;
/** The one place where a retry is recognised, and what stands there when it is taken out. */
const receiptsAt = "backend/core/receipts.ts";
const recognises = "commandId.toLowerCase()";

/** A copy of the sources in which every try counts as a command of its own. */
async function sourcesWithoutReceipts(folder: string): Promise<string> {
  const root = join(folder, "sources");
  for (const name of ["backend", "migrations", "package.json", "tsconfig.json"])
    await cp(name, join(root, name), { recursive: true });
  await symlink(resolve("node_modules"), join(root, "node_modules"));
  const file = join(root, receiptsAt);
  const text = await readFile(file, "utf8");
  if (!text.includes(recognises)) throw new Error(`${receiptsAt} does not say ${recognises} any more`);
  await writeFile(file, text.replace(recognises, "crypto.randomUUID()"));
  return root;
}

/** By the link that the first start prints; the next start to find no admin would print another in its place. */
async function makeAdmin(first: Backend | undefined): Promise<SignedIn> {
  if (first === undefined) throw new Error("a run needs a backend");
  const printed = () => /http\S+\/[\w-]{40,}/.exec(first.output())?.[0];
  await until(() => printed() !== undefined, { withinMs: 5000, what: "the first admin's link" });
  return httpDesk(`http://127.0.0.1:${first.port}`).makeFirstAdmin(printed() ?? "");
}

export async function buildHouse(plan: Plan, chance: Chance, say: (text: string) => void): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), "frontline-chaos-"));
  const ends: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const remove = async () => {
    for (const end of ends.toReversed()) await end().catch((error: unknown) => say(`left behind: ${error}`));
  };
  try {
    const isServices = plan.engine === "services";
    const mariaDb = isServices ? await createMariaDb(folder) : null;
    const redis = isServices ? await createRedis(folder) : null;
    for (const server of [mariaDb, redis]) {
      if (server === null) continue;
      ends.push(() => server.end("SIGKILL"));
      await server.start();
    }
    const file = join(folder, "frontline.sqlite");
    const root = plan.sabotage === "a server without receipts" ? await sourcesWithoutReceipts(folder) : ".";
    const backends: Backend[] = [];
    for (let index = 0; index < plan.backends; index++) {
      // Of several, one is right, one ahead, one behind.
      const skew = plan.backends === 1 ? 0 : (index - 1) * chance.between(0.5, 1) * longestSkewMs;
      const backend = await createBackend({
        name: `backend ${index + 1}`,
        root: resolve(root),
        folder,
        publicUrl: "http://127.0.0.1",
        databaseUrl: mariaDb?.url ?? `sqlite:${file}`,
        redisUrl: redis?.url ?? null,
        skewMs: Math.round(skew),
      });
      ends.push(() => backend.kill());
      backends.push(backend);
    }
    const [first, ...others] = backends;
    await first?.start();
    const admin = await makeAdmin(first);
    await Promise.all(others.map((each) => each.start()));
    const ports = backends.map(({ port }) => port);
    const hasNginx = isServices && (await missingPrograms(["nginx"])).length === 0;
    const balancer = await (hasNginx
      ? openNginx(ports, folder)
      : openBalancer(ports, chance.of("balancer").next));
    ends.push(() => balancer.close());
    const wires = await openWires(() => balancer.port);
    ends.push(() => wires.close());

    return {
      backends,
      mariaDb,
      redis,
      balancer,
      wires,
      admin,
      remove,
      async openDatabase() {
        if (mariaDb !== null) return openMysql(mariaDb.url, allTables, migrations);
        for (const backend of backends) await backend.drain();
        return openSqlite(file, allTables, migrations);
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
