import { type IncomingHttpHeaders, request } from "node:http";
import type { Answered } from "../../backend/contract/refusals.ts";
import { newId } from "../../backend/core/ids.ts";
import { sessionCookie } from "../../backend/edge/http/caller.ts";

export interface Attempt {
  method?: string;
  /** Sent as it is: nothing is tidied up on the way, as `fetch` would. */
  path: string;
  headers?: Record<string, string | string[]>;
  /** An object is sent as JSON. */
  body?: string | Buffer | object;
}

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The refusal's, "done", or "" where the answer is none of ours. */
  code: string;
}

/** One request with exactly these headers: what a browser would not let a page say, an attacker's program does. */
export function attempt(url: string, { method = "POST", path, headers = {}, body }: Attempt): Promise<Reply> {
  const isJson = typeof body === "object" && !Buffer.isBuffer(body);
  const bytes = isJson ? JSON.stringify(body) : body;
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const asked = request({
      hostname,
      port,
      method,
      path,
      agent: false,
      headers: {
        ...(isJson ? { "content-type": "application/json" } : {}),
        ...(bytes === undefined ? {} : { "content-length": String(Buffer.byteLength(bytes)) }),
        ...headers,
      },
    });
    asked.once("error", reject);
    asked.once("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, code: codeIn(text) });
      });
    });
    asked.end(bytes);
  });
}

function codeIn(text: string): string {
  try {
    const answered = JSON.parse(text) as Answered<unknown> | { ok: false; error: string };
    if (answered.ok === true) return "done";
    return "refusal" in answered ? answered.refusal.code : `error: ${answered.error}`;
  } catch {
    return "";
  }
}

export const answerIn = <A>(reply: Reply): A => (JSON.parse(reply.text) as { answer: A }).answer;
export const cookieOf = (token: string) => ({ cookie: `${sessionCookie}=${token}` });
export const bearerOf = (bearer: string) => ({ authorization: `Bearer ${bearer}` });
export const freshId = () => ({ "command-id": newId() });

/** The session's token in an answer that signs in. */
export function tokenIn({ headers }: Reply): string {
  return new RegExp(`${sessionCookie}=([^;]+)`).exec(headers["set-cookie"]?.[0] ?? "")?.[1] ?? "";
}
