import type { PhotoRef } from "../../backend/contract/entries.ts";
import type { Me } from "../../backend/contract/queries/console.ts";
import type { QueryAnswer, QueryInput, QueryName } from "../../backend/contract/queries.ts";
import type { Answered } from "../../backend/contract/refusals.ts";
import type { Locale } from "../../backend/contract/vocabulary.ts";

/** There was no answer, or none that can be understood: whether anything was done is not known. */
export class NoAnswer extends Error {
  readonly isOffline: boolean;
  constructor(isOffline: boolean, cause?: unknown) {
    super(isOffline ? "unreachable" : "unexpected answer", { cause });
    this.isOffline = isOffline;
  }
}

interface Call {
  method: "GET" | "POST" | "DELETE";
  path: string;
  locale: Locale;
  body?: unknown;
  signal?: AbortSignal;
}

/** Refusals are answers; everything else that goes wrong is thrown as `NoAnswer`. */
async function ask<A>({ method, path, locale, body, signal }: Call): Promise<Answered<A>> {
  const isForm = body instanceof FormData;
  const headers: Record<string, string> = { "Accept-Language": locale };
  if (body !== undefined && !isForm) headers["Content-Type"] = "application/json";
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: "same-origin",
      body: isForm ? body : JSON.stringify(body),
      signal,
    });
  } catch (cause) {
    throw new NoAnswer(true, cause);
  }
  try {
    const answered = (await response.json()) as Answered<A>;
    if (typeof answered.ok === "boolean") return answered;
  } catch (cause) {
    throw new NoAnswer(false, cause);
  }
  throw new NoAnswer(false);
}

export interface LinkOwner {
  email: string;
  name: string;
  isFirstAdmin: boolean;
}

/** The doors that are not commands or queries. */
export const doors = (locale: Locale) => ({
  query: <N extends QueryName>(name: N, input: QueryInput<N>, signal?: AbortSignal) =>
    ask<QueryAnswer<N>>({ method: "POST", path: `/api/queries/${name}`, locale, body: input, signal }),
  signIn: (email: string, password: string) =>
    ask<Me>({ method: "POST", path: "/api/session", locale, body: { email, password } }),
  signOut: () => ask<unknown>({ method: "DELETE", path: "/api/session", locale }),
  signOutEverywhere: () => ask<unknown>({ method: "DELETE", path: "/api/sessions", locale }),
  readLink: (token: string) =>
    ask<LinkOwner>({ method: "GET", path: `/api/links/${encodeURIComponent(token)}`, locale }),
  takeLink: (token: string, given: { password: string; email?: string; name?: string }) =>
    ask<Me>({ method: "POST", path: `/api/links/${encodeURIComponent(token)}`, locale, body: given }),
  upload(files: File[]) {
    const body = new FormData();
    for (const file of files) body.append("photo", file);
    return ask<{ photos: PhotoRef[] }>({ method: "POST", path: "/api/photos", locale, body });
  },
});
export type Doors = ReturnType<typeof doors>;

export const photoAddress = (id: string, size: "full" | "thumb") => `/api/photos/${id}/${size}`;
