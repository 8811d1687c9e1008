import type { Answered, WireRefusal } from "../../backend/contract/refusals.ts";
import type { Shell } from "../shell.ts";
import type { BrowserStore, Session } from "./browser-store.ts";

/** The server has answered, and the answer is no. */
export class Refused extends Error {
  readonly refusal: WireRefusal;
  constructor(refusal: WireRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

const askAgainAfterMs = 3_600_000;

/** Whom a token names; the helpdesk alone says whether it is true. */
function subjectOf(token: string): string | null {
  try {
    const [, claims = ""] = token.split(".");
    return String(JSON.parse(atob(claims.replace(/-/g, "+").replace(/_/g, "/"))).sub);
  } catch {
    return null;
  }
}

/** What this browser holds already, if it does for what the page says: shops sign a new token for every page. */
export function knownSession(shell: Shell, store: BrowserStore): Session | null {
  const { session, subject, askedAt } = store.record();
  if (Date.now() - askedAt > askAgainAfterMs || shell.token === null) return null;
  return shell.token === undefined || subjectOf(shell.token) === subject ? session : null;
}

/**
 * Exchanges the storefront's key, this browser's bearer and the shop's token (as far as there are any) for a session.
 * Null when the page has said meanwhile that it is somebody else. Throws `Refused`, or anything else when the server cannot be reached.
 */
export async function openSession(shell: Shell, store: BrowserStore): Promise<Session | null> {
  const { token } = shell;
  // The page says that nobody is signed in: a person's conversations are not for whoever comes next.
  if (token === null && store.record().subject !== null) store.forgetAll();
  const before = store.record();
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (before.session !== null) headers.Authorization = `Bearer ${before.session.bearer}`;
  const response = await fetch(`${shell.origin}/api/widget/session`, {
    method: "POST",
    headers,
    credentials: "omit",
    body: JSON.stringify({ key: shell.key, token: token ?? undefined }),
  });
  const answered = (await response.json()) as Answered<Session>;
  if (shell.token !== token) return null;
  if (!answered.ok) throw new Refused(answered.refusal);
  const session = answered.answer;
  // A browser that changes hands from one signed-in person to another shows nothing of the first to the second.
  if (before.subject !== null && session.bearer !== before.session?.bearer) store.forgetAll();
  const isNamed = session.rejected === null && typeof token === "string";
  const subject = isNamed ? subjectOf(token) : before.subject;
  store.keep({ session, askedAt: Date.now(), subject: session.shopper.isVerified ? subject : null });
  if (session.rejected !== null) {
    console.warn(
      `Frontline: the identity token was rejected: ${session.rejected}. The chat stays anonymous.`,
    );
    shell.emit("identity-rejected", session.rejected);
  }
  return session;
}
