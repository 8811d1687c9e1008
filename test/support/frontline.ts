import { type App, type Replaced, startApp } from "../../backend/app.ts";
import { loadConfig } from "../../backend/config.ts";
import { type Clock, systemClock } from "../../backend/core/clock.ts";
import { startDemo } from "../../backend/demo/start-demo.ts";
import { engine, makePlace, redisServer, type TestPlace } from "./database.ts";
import { createFactories, type Factories } from "./factories.ts";
import { freePortPair } from "./ports.ts";

export interface Frontline {
  app: App;
  url: string;
  place: TestPlace;
  /** Makes shops and people in its database. */
  make: Factories;
  /** Another node on the same database; services only. */
  startNode(): Promise<Node>;
  stop(): Promise<void>;
}

export interface Node {
  app: App;
  url: string;
  stop(): Promise<void>;
}

export interface Options extends Replaced {
  /** With the demo shop on the next port, which is another origin, and its merchant's system. */
  isDemo?: boolean;
  clock?: Clock;
  /** Default: a free one. */
  port?: number;
  /** As browsers reach it, where that is not the port itself. */
  publicUrl?: string;
  /** By a line that a test may cut; services only. */
  redisUrl?: string;
}

/** Later enough to be seen as on its way, and no fixed wait of seconds in every journey. */
const pace = { merchantLaterMs: 500 };

function environmentOf(
  place: TestPlace,
  port: number,
  publicUrl: string | undefined,
  redisUrl: string,
): NodeJS.ProcessEnv {
  return {
    PORT: String(port),
    HOST: "127.0.0.1",
    PUBLIC_URL: publicUrl ?? `http://127.0.0.1:${port}`,
    METRICS_PORT: "0",
    DATA_DIR: place.folder,
    DATABASE_URL: place.databaseUrl,
    REDIS_URL: engine === "services" ? redisUrl : undefined,
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? "silent",
  };
}

/** A whole application in this process, with a place of its own; `npm test` runs the suites once for each engine. */
export async function startFrontline({
  isDemo = false,
  port: wanted,
  publicUrl,
  redisUrl = redisServer,
  ...replaced
}: Options = {}): Promise<Frontline> {
  const place = await makePlace();
  const nodes: Node[] = [];

  async function startNode(): Promise<Node> {
    const port = nodes.length === 0 && wanted !== undefined ? wanted : await freePortPair();
    const config = loadConfig(environmentOf(place, port, publicUrl, redisUrl), { isDemo });
    const app = await startApp(config, replaced);
    const stops = [() => app.drain()];
    if (isDemo && nodes.length === 0) stops.unshift(await startDemo(app, config, () => undefined, pace));
    let isStopped = false;
    const node: Node = {
      app,
      url: `http://127.0.0.1:${port}`,
      async stop() {
        if (isStopped) return;
        isStopped = true;
        for (const stop of stops) await stop();
      },
    };
    nodes.push(node);
    return node;
  }

  const first = await startNode();
  return {
    ...first,
    place,
    make: createFactories({
      database: first.app.database,
      execute: first.app.execute,
      clock: replaced.clock ?? systemClock,
    }),
    startNode,
    async stop() {
      for (const node of nodes.toReversed()) await node.stop();
      await place.remove();
    },
  };
}
