import { parseCookie } from "cookie";
import type { Request } from "express";
import type { Locale } from "../../contract/vocabulary.ts";
import type { Caller } from "../../core/actor.ts";
import { sha256 } from "../../core/ids.ts";

export const sessionCookie = "frontline_session";

export function callerFromCookie(header: string | undefined): Caller {
  const token = parseCookie(header ?? "")[sessionCookie];
  return token === undefined || token === ""
    ? { kind: "anonymous" }
    : { kind: "person", sessionId: sha256(token) };
}

export function callerFromBearer(bearer: unknown): Caller {
  return typeof bearer === "string" && bearer.length > 0 && bearer.length < 200
    ? { kind: "shopper", sessionId: sha256(bearer) }
    : { kind: "anonymous" };
}

export function bearerOf(request: Request): string | null {
  return /^Bearer (\S{1,199})$/.exec(request.headers.authorization ?? "")?.[1] ?? null;
}

/** A bearer is a shopper's, a cookie is staff's; the bearer wins, since it is sent on purpose. */
export function callerOf(request: Request): Caller {
  const bearer = bearerOf(request);
  return bearer === null ? callerFromCookie(request.headers.cookie) : callerFromBearer(bearer);
}

export function localeOf(accepted: string | undefined): Locale {
  return /^\s*zh\b/i.test(accepted ?? "") ? "zh-CN" : "en";
}
