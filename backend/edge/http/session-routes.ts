import { stringifySetCookie } from "cookie";
import { type Response, Router } from "express";
import { z } from "zod";
import { newId } from "../../core/ids.ts";
import { Refusal, refuse } from "../../core/refusal.ts";
import { endAllSessions } from "../../staff/end-all-sessions.ts";
import { endSession } from "../../staff/end-session.ts";
import { readLink } from "../../staff/read-link.ts";
import { signIn, signInInput } from "../../staff/sign-in.ts";
import { useLink, useLinkInput } from "../../staff/use-link.ts";
import type { Doors } from "../doors.ts";
import { readMe } from "../read-me.ts";
import { type AnswerFailure, answering } from "./answering.ts";
import { askingOf } from "./asking.ts";
import { callerFromCookie, sessionCookie } from "./caller.ts";

const fourteenDays = 14 * 24 * 3600;
const linkToken = z.string().regex(/^[\w-]{20,100}$/);

function setSession(response: Response, token: string, isSecure: boolean): void {
  const cookie = {
    name: sessionCookie,
    value: token,
    httpOnly: true,
    sameSite: "strict" as const,
    secure: isSecure,
    path: "/",
    maxAge: token === "" ? 0 : fourteenDays,
  };
  response.setHeader("Set-Cookie", stringifySetCookie(cookie));
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  return refuse("malformed", { issues });
}

/** Signing in and out: the only routes that set the cookie. */
export function createSessionRoutes(doors: Doors, answerFailure: AnswerFailure): Router {
  const { execute, limits, database } = doors;
  const isSecure = doors.publicUrl.startsWith("https:");
  const routes = Router();
  const parts = () => ({ reader: database.reader, execute, now: doors.clock.now() });
  const meOf = async (token: string) =>
    readMe(
      database.reader,
      await doors.loadActor(callerFromCookie(`${sessionCookie}=${token}`)),
      doors.clock.now(),
    );

  routes.post(
    "/session",
    answering(answerFailure, async (request, response) => {
      const given = parse(signInInput, request.body);
      const { token } = await signIn({ ...parts(), limits: limits.signIn }, given, askingOf(request).address);
      setSession(response, token, isSecure);
      return meOf(token);
    }),
  );
  for (const [path, command] of [
    ["/session", endSession],
    ["/sessions", endAllSessions],
  ] as const) {
    routes.delete(
      path,
      answering(answerFailure, async (request, response) => {
        const caller = callerFromCookie(request.headers.cookie);
        setSession(response, "", isSecure);
        try {
          return await execute(command, {}, { caller, commandId: newId() });
        } catch (error) {
          // Signing out twice is signed out.
          if (error instanceof Refusal && error.code === "signed_out") return {};
          throw error;
        }
      }),
    );
  }
  routes.get(
    "/links/:token",
    answering(answerFailure, (request) =>
      readLink(database.reader, parse(linkToken, request.params.token), doors.clock.now()),
    ),
  );
  routes.post(
    "/links/:token",
    answering(answerFailure, async (request, response) => {
      const token = parse(linkToken, request.params.token);
      const session = await useLink(parts(), token, parse(useLinkInput, request.body));
      setSession(response, session.token, isSecure);
      return meOf(session.token);
    }),
  );
  return routes;
}
