import { systemClock } from "../../backend/core/clock.ts";
import { createExecutor } from "../../backend/core/execute.ts";
import { createLog } from "../../backend/core/log.ts";
import { createMetrics } from "../../backend/core/metrics.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { type Engine, makePlace, openDatabase, redisServer, type TestPlace } from "../support/database.ts";
import { createFactories, type Factories } from "../support/factories.ts";
import { missingServers } from "../support/servers.ts";

export interface BenchPlace extends TestPlace {
  engine: Engine;
  /** For a node that is to run on it. */
  environment: NodeJS.ProcessEnv;
}

/** On MariaDB and Redis where they answer, else embedded: said in the first lines of every bench. */
export async function makeBenchPlace(): Promise<BenchPlace> {
  const engine = (await missingServers()).length === 0 ? "services" : "embedded";
  const place = await makePlace(engine);
  return {
    ...place,
    engine,
    environment: {
      PORT: "0",
      HOST: "127.0.0.1",
      PUBLIC_URL: "http://127.0.0.1",
      METRICS_PORT: "0",
      DATA_DIR: place.folder,
      DATABASE_URL: place.databaseUrl,
      REDIS_URL: engine === "services" ? redisServer : "",
      LOG_LEVEL: "error",
    },
  };
}

/** Fills it while no node runs: one process at a time may hold an SQLite file. */
export async function fillPlace<T>(place: BenchPlace, fill: (make: Factories) => Promise<T>): Promise<T> {
  const database = await openDatabase(place);
  const { execute } = createExecutor({
    database,
    clock: systemClock,
    log: createLog("silent"),
    metrics: createMetrics(),
    loadActors,
    publish: () => undefined,
    wake: () => undefined,
  });
  try {
    return await fill(createFactories({ database, execute, clock: systemClock }));
  } finally {
    await database.close();
  }
}
