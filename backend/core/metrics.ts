import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What an operator watches. One registry per application, so that tests can run several in one process. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    commandSeconds: new Histogram({
      name: "frontline_command_seconds",
      help: "Time from a command's arrival to its answer, by name and outcome",
      labelNames: ["command", "outcome"],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    }),
    commandRetries: new Counter({
      name: "frontline_command_retries_total",
      help: "Walks repeated after a deadlock, a lost connection or a rival",
      registers,
    }),
    commitBatch: new Histogram({
      name: "frontline_commit_batch_size",
      help: "Commands per shared commit",
      buckets: [1, 2, 4, 8, 16, 32, 64, 128],
      registers,
    }),
    walkedAhead: new Counter({
      name: "frontline_commands_walked_ahead_total",
      help: "Commands carried out on what the node remembers, in one round trip; the other shared ones asked the database first",
      registers,
    }),
    jobs: new Counter({
      name: "frontline_jobs_total",
      help: "Jobs run, by kind and outcome",
      labelNames: ["kind", "outcome"],
      registers,
    }),
    jobsWaiting: new Gauge({
      name: "frontline_jobs_waiting",
      help: "Jobs in the outbox that are due",
      registers,
    }),
    outboxAgeSeconds: new Gauge({
      name: "frontline_outbox_age_seconds",
      help: "For how long the oldest job of the outbox has been due",
      registers,
    }),
    publishLagSeconds: new Histogram({
      name: "frontline_publish_lag_seconds",
      help: "Time from an entry's making to its being pushed to the clients of this node",
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    resumes: new Counter({
      name: "frontline_resumes_total",
      help: "Tickets opened by clients, by namespace and what they got: entries or a snapshot",
      labelNames: ["namespace", "kind"],
      registers,
    }),
    lateEntries: new Counter({
      name: "frontline_late_entries_total",
      help: "Entries that nobody had pushed and that the comparison of heads sent",
      registers,
    }),
    slowClients: new Counter({
      name: "frontline_slow_clients_cut_total",
      help: "Sockets cut off because they did not take what was sent to them",
      registers,
    }),
    swept: new Counter({
      name: "frontline_swept_rows_total",
      help: "Rows that housekeeping removed, by table",
      labelNames: ["table"],
      registers,
    }),
    connections: new Gauge({
      name: "frontline_connections",
      help: "Open sockets, by namespace",
      labelNames: ["namespace"],
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
