import type { NextFunction, Request, RequestHandler, Response } from "express";
import { Refusal } from "../../core/refusal.ts";
import type { Doors } from "../doors.ts";
import { createOriginsOf, readStorefrontIdOfSession } from "../origins.ts";
import { isOwnPage } from "../own-page.ts";
import type { AnswerFailure } from "./answering.ts";
import { callerOf } from "./caller.ts";

/** They set the cookie: a page elsewhere must not sign a person in as somebody, or out. */
const signingIn = /^\/(session|sessions|links)(\/|$)/i;

/**
 * A cookie works only from our own pages (besides SameSite: an old browser may not know it, and a neighbouring site is
 * the same one), a shopper's bearer only from the origins of its storefront. Programs that send no Origin hold the
 * credential itself and may. Pictures of our own pages are asked for without a word of where from.
 */
export function originGuard(doors: Doors, answerFailure: AnswerFailure): RequestHandler {
  const originsOf = createOriginsOf(doors.database.reader, doors.clock);
  async function isAllowed(request: Request): Promise<boolean> {
    const { headers, method } = request;
    const caller = callerOf(request);
    if (caller.kind === "shopper") {
      if (headers.origin === undefined) return true;
      const storefrontId = await readStorefrontIdOfSession(doors.database.reader, caller.sessionId);
      const origins = storefrontId === null ? null : await originsOf(storefrontId);
      return origins === null || origins.includes(headers.origin);
    }
    const isMeant = method !== "GET" && (caller.kind === "person" || signingIn.test(request.path));
    return !isMeant || isOwnPage(headers, doors.publicUrl);
  }
  return (request: Request, response: Response, next: NextFunction) => {
    isAllowed(request).then(
      (isIt) => (isIt ? next() : answerFailure(request, response, new Refusal("origin_not_allowed", {}))),
      (error: unknown) => answerFailure(request, response, error),
    );
  };
}
