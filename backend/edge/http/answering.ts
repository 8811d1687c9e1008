import type { NextFunction, Request, RequestHandler, Response } from "express";
import type { Log } from "../../core/log.ts";
import { failureOf } from "../answer.ts";
import { localeOf } from "./caller.ts";

export type AnswerFailure = (request: Request, response: Response, error: unknown) => void;

/** Answers whatever a handler throws; a refusal in the asker's language. */
export function createAnswerFailure(log: Log): AnswerFailure {
  return (request, response, error) => {
    const { status, body } = failureOf(error, localeOf(request.headers["accept-language"]), log);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (!body.ok && "refusal" in body && body.refusal.code === "rate_limited") {
      response.setHeader("Retry-After", body.refusal.details.retryAfterSeconds);
    }
    response.status(status).json(body);
  };
}

/** A handler whose result is the answer. */
export function answering(
  answerFailure: AnswerFailure,
  handle: (request: Request, response: Response) => Promise<unknown>,
): RequestHandler {
  return (request: Request, response: Response, _next: NextFunction) => {
    handle(request, response).then(
      (answer) => response.json({ ok: true, answer }),
      (error: unknown) => answerFailure(request, response, error),
    );
  };
}
