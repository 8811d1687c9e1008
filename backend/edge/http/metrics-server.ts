import { createServer, type Server } from "node:http";
import type { Metrics } from "../../core/metrics.ts";
import { httpTimeouts } from "./http-timeouts.ts";

/** On a port of its own, bound to loopback unless told otherwise: shoppers reach the public port only. */
export function createMetricsServer(metrics: Metrics): Server {
  return createServer(httpTimeouts, (request, response) => {
    if (request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    metrics.registry.metrics().then(
      (text) => response.writeHead(200, { "Content-Type": metrics.registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
}
