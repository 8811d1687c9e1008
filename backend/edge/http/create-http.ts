import { join } from "node:path";
import express, { type Express } from "express";
import { callerKey } from "../../core/actor.ts";
import type { JobQueue } from "../../core/jobs/queue.ts";
import { Refusal } from "../../core/refusal.ts";
import { isAskedAbout } from "../../remedies/asked-about.ts";
import type { Doors } from "../doors.ts";
import { createPhotoRoutes } from "../uploads/photo-routes.ts";
import { createAnswerFailure } from "./answering.ts";
import { createApiRoutes } from "./api-routes.ts";
import { askingOf } from "./asking.ts";
import { callerOf } from "./caller.ts";
import { cors, createKnownOrigins } from "./cors.ts";
import { createFigureRoutes } from "./figure-routes.ts";
import { createHealthRoutes } from "./health-routes.ts";
import { createMerchantRoutes } from "./merchant-routes.ts";
import { originGuard } from "./origin-guard.ts";
import { requestLog } from "./request-log.ts";
import { createSessionRoutes } from "./session-routes.ts";
import { createStaticRoutes } from "./static-routes.ts";
import { createWidgetSessionRoutes } from "./widget-session-routes.ts";

interface Parts {
  doors: Doors;
  queue: JobQueue;
  buildDir: string;
  incomingDir: string;
}

/** Twice the longest message in UTF-8 with its JSON escapes fits; nothing honest is larger. */
const largestBody = "256kb";

export function createHttp({ doors, queue, buildDir, incomingDir }: Parts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", doors.trustedProxies);
  const answerFailure = createAnswerFailure(doors.log);

  app.use(requestLog(doors.log));
  app.use(
    createHealthRoutes(doors, { database: doors.database.ping, queue: queue.ping, files: doors.store.ping }),
  );
  app.use(createMerchantRoutes(doors, answerFailure));
  app.use("/api", (_request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    // The widget asks with CORS, which this does not touch; no other page may embed a photo or an answer.
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    next();
  });
  app.use("/api", cors(createKnownOrigins(doors.database.reader, doors.clock)));
  app.use("/api", originGuard(doors, answerFailure));
  app.use(
    createPhotoRoutes({
      callerOf,
      loadActor: doors.loadActor,
      admit: (request, caller) => doors.limits.uploads.take(callerKey(caller), askingOf(request).address),
      execute: doors.execute,
      reader: doors.database.reader,
      isAskedAbout: (ticketId, actor) =>
        isAskedAbout(doors.database.reader, ticketId, actor, doors.clock.now()),
      store: doors.store,
      incoming: incomingDir,
      log: doors.log,
      answerFailure,
    }),
  );
  app.use(
    "/api",
    express.json({ limit: largestBody, strict: true, inflate: false, type: "application/json" }),
  );
  app.use("/api", createSessionRoutes(doors, answerFailure));
  app.use("/api", createWidgetSessionRoutes(doors, answerFailure));
  app.use("/api", createFigureRoutes(doors, answerFailure));
  app.use("/api", createApiRoutes(doors, answerFailure));
  app.use("/api", (request, response) => answerFailure(request, response, new Refusal("not_found", {})));
  app.use(
    createStaticRoutes({
      widgetDir: join(buildDir, "widget"),
      consoleDir: join(buildDir, "console"),
      publicUrl: doors.publicUrl,
    }),
  );
  app.use(
    (error: unknown, request: express.Request, response: express.Response, _next: express.NextFunction) => {
      answerFailure(request, response, toRefusal(error));
    },
  );
  return app;
}

/** What express and body-parser throw for a client's nonsense is the client's fault, not ours. */
function toRefusal(error: unknown): unknown {
  const status = (error as { status?: unknown }).status;
  if (typeof status !== "number" || status >= 500) return error;
  const message = status === 413 ? "is too large" : "cannot be read";
  return new Refusal("malformed", { issues: [{ path: "", message }] });
}
