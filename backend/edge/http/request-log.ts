import type { RequestHandler } from "express";
import { z } from "zod";
import { newId } from "../../core/ids.ts";
import type { Log } from "../../core/log.ts";

const uuid = z.uuid();

/** Links carry tokens in their paths, at the API and at the console's page; ids are no secrets. */
function withoutTokens(path: string): string {
  return path.replace(/[\w-]{20,}/g, (part) => (uuid.safeParse(part).success ? part : "…"));
}

/** One line a request, with its id; the path without its query. */
export function requestLog(log: Log): RequestHandler {
  return (request, response, next) => {
    const requestId = newId();
    const from = performance.now();
    const { method } = request;
    // Read now: routers below shorten it while they work.
    const path = withoutTokens(request.path);
    response.setHeader("Request-Id", requestId);
    response.on("finish", () => {
      const level = response.statusCode >= 500 ? "error" : "debug";
      const commandId = uuid.safeParse(request.headers["command-id"]).data;
      log[level](
        {
          requestId,
          commandId,
          method,
          path,
          status: response.statusCode,
          ms: Math.round(performance.now() - from),
        },
        "request",
      );
    });
    next();
  };
}
