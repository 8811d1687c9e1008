import type { Locale } from "../contract/vocabulary.ts";
import type { Actor, Caller } from "../core/actor.ts";
import type { Clock } from "../core/clock.ts";
import type { Database } from "../core/database/database.ts";
import type { Execute } from "../core/execute.ts";
import type { Log } from "../core/log.ts";
import type { Metrics } from "../core/metrics.ts";
import type { FileStore } from "../core/storage/file-store.ts";
import type { Limits } from "./limits.ts";

/** What every door stands on. */
export interface Doors {
  database: Database;
  execute: Execute;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  limits: Limits;
  store: FileStore;
  publicUrl: string;
  trustedProxies: number;
  isDraining: () => boolean;
  loadActor(caller: Caller): Promise<Actor>;
}

/** Who asks, from where, in which language. */
export interface Asking {
  caller: Caller;
  /** The network address, for limits. */
  address: string;
  locale: Locale;
}
