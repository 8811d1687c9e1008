import express, { type Request, type Response, Router } from "express";
import { type Clock, minute, second } from "../../core/clock.ts";
import { isSigned, signatureHeader } from "../../shop/merchant/signature.ts";
import { demoPaths } from "./demo-behaviour.ts";
import { type DemoPayout, openPayoutBook } from "./payout-book.ts";
import { sendCallback } from "./send-callback.ts";

interface Options {
  /** Shared with the helpdesk: both sides sign with it. */
  secret: string;
  clock: Clock;
  /** Where the helpdesk listens, for callbacks: `http://localhost:3000`. */
  helpdeskUrl: string;
  /** Where it remembers its keys; null: in memory. */
  file: string | null;
  /** How long "a few seconds later" is. */
  laterMs?: number;
}

export interface DemoMerchant {
  /** To be mounted at the path that the storefront's merchant URL ends in. */
  router: Router;
  /** No more callbacks from this process; those that were promised are kept by the file. */
  close(): void;
}

const longestPauseMs = minute;

/**
 * The demo shop's own system, as a real merchant would write one: it believes only what is signed, does each key once,
 * says what it did when asked, and calls back. What makes it fail or dawdle stands in demo-behaviour.ts.
 */
export function createDemoMerchant({
  secret,
  clock,
  helpdeskUrl,
  file,
  laterMs = 4 * second,
}: Options): DemoMerchant {
  const book = openPayoutBook(file);
  const timers = new Set<NodeJS.Timeout>();
  let isClosed = false;

  function plan(payout: DemoPayout, tries = 0): void {
    if (payout.later.length === 0 || isClosed) return;
    const wait = Math.max(0, payout.dueAt - clock.now()) + Math.min(longestPauseMs, tries * second);
    const timer = setTimeout(() => {
      timers.delete(timer);
      void callBack(payout, tries);
    }, wait);
    timers.add(timer.unref());
  }

  async function callBack(payout: DemoPayout, tries: number): Promise<void> {
    const [statement, ...later] = payout.later;
    if (statement === undefined) return;
    // Done before it is told: from now on the state that is asked for says so as well.
    book.put({ ...payout, statement });
    const url = `${helpdeskUrl}/merchant/callback/${payout.storefrontId}`;
    const isTaken = await sendCallback({ url, statement, secret, now: clock.now() });
    const next = { ...payout, statement, later, dueAt: clock.now() + laterMs };
    if (isTaken) book.put(next);
    plan(isTaken ? next : { ...payout, statement }, isTaken ? 0 : tries + 1);
  }

  const accept =
    (path: (typeof demoPaths)[keyof typeof demoPaths]) =>
    (request: Request, response: Response): void => {
      const asked = path.take(parseJson(request.body));
      if (asked === null || asked.key !== request.header("idempotency-key")) {
        response.status(400).json({ error: "malformed" });
        return;
      }
      const { key, storefrontId } = asked;
      const known = book.get(key);
      if (known !== null) {
        response.json(known.statement);
        return;
      }
      const { statement, later } = asked.answer();
      const payout = { key, storefrontId, statement, later, dueAt: clock.now() + laterMs };
      book.put(payout);
      plan(payout);
      response.status(later.length === 0 ? 200 : 202).json(statement);
    };

  const router = Router();
  router.use(express.text({ type: () => true, limit: "64kb" }));
  router.use((request, response, next) => {
    const signed = typeof request.body === "string" ? request.body : request.header("idempotency-key");
    const header = request.header(signatureHeader) ?? "";
    if (isSigned(header, signed ?? "", [secret], clock.now())) next();
    else response.status(401).json({ error: "not signed" });
  });
  for (const [path, hears] of Object.entries(demoPaths)) router.post(path, accept(hears));
  router.get("/remedies/:key", (request, response) => {
    // The signature is of the header's key.
    const isSame = request.params.key === request.header("idempotency-key");
    const known = isSame ? book.get(request.params.key) : null;
    if (known === null) response.status(404).json({ error: "unknown key" });
    else response.json(known.statement);
  });

  for (const payout of book.waiting()) plan(payout);
  return {
    router,
    close() {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
