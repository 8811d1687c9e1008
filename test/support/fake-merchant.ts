import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isSigned, sign, signatureHeader } from "../../backend/shop/merchant/signature.ts";

/** What the merchant's system says of one key; a test may have it say anything. */
export type Statement = Record<string, unknown>;

export interface MerchantCall {
  method: string;
  path: string;
  key: string;
  isSigned: boolean;
  body: Statement | null;
}

/** An answer over HTTP, or none: the connection stays open until the caller gives up, or breaks. */
export type Reply = { status: number; body: unknown } | "silence" | "hang up";

/** How the system takes one call. It remembers what it `books`, and answers a GET with that. */
export type Behaviour = (call: MerchantCall, book: (statement: Statement) => Statement) => Reply;

const moneyOf = ({ body, key }: MerchantCall): Statement => ({
  key,
  amountMinor: body?.amountMinor,
  currency: body?.currency,
});

const settledOf = (call: MerchantCall): Statement => ({
  ...moneyOf(call),
  state: "settled",
  reference: `ref-${call.key}`,
  hint: "card ••12",
  arrivesInDays: 3,
});

export const behave = {
  settles: (call, book) => ({ status: 200, body: book(settledOf(call)) }),
  accepts: (call, book) => ({ status: 202, body: book({ ...moneyOf(call), state: "pending" }) }),
  fails: (call, book) => ({
    status: 422,
    body: book({ key: call.key, state: "failed", code: "card_closed", message: "The card is closed" }),
  }),
  /** Does it, and the answer is lost. */
  settlesInSilence: (call, book) => {
    book(settledOf(call));
    return "silence";
  },
  settlesAndBreaks: (call, book) => {
    book(settledOf(call));
    return "hang up";
  },
  settlesAndErrs: (call, book) => {
    book(settledOf(call));
    return { status: 500, body: { error: "internal" } };
  },
  neverHeard: () => "silence",
  errs: () => ({ status: 503, body: "down for maintenance" }),
  babbles: () => ({ status: 200, body: "<html>welcome</html>" }),
  floods: () => ({ status: 200, body: "x".repeat(200_000) }),
} satisfies Record<string, Behaviour>;

/** Says that it settled, with something else than what was asked for. */
export const lies =
  (with_: Statement): Behaviour =>
  (call) => ({ status: 200, body: { ...settledOf(call), ...with_ } });

/** A merchant's system over real HTTP that does as the test says, one behaviour a POST, and then settles at once. */
export async function startFakeMerchant({ secret: first, now }: { secret: string; now: () => number }) {
  let secret = first;
  const calls: MerchantCall[] = [];
  const states = new Map<string, Statement>();
  const behaviours: Behaviour[] = [];
  let whileAway: Reply | null = null;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    const key = String(request.headers["idempotency-key"]);
    const signature = String(request.headers[signatureHeader]);
    const call: MerchantCall = {
      method: request.method ?? "",
      path: request.url ?? "",
      key,
      isSigned: isSigned(signature, text === "" ? key : text, [secret], now()),
      body: text === "" ? null : (JSON.parse(text) as Statement),
    };
    calls.push(call);
    answer(replyTo(call), response);
  }

  function replyTo(call: MerchantCall): Reply {
    if (whileAway !== null) return whileAway;
    const known = states.get(call.key);
    if (call.method === "GET") {
      return known === undefined ? { status: 404, body: {} } : { status: 200, body: known };
    }
    // Idempotent by key, as the contract asks of it.
    if (known !== undefined) return { status: 200, body: known };
    const behave = behaviours.shift() ?? defaultBehaviour;
    return behave(call, (statement) => {
      states.set(call.key, statement);
      return statement;
    });
  }

  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/api`,
    calls,
    /** By key: what it will answer when asked for the state. */
    states,
    posts: () => calls.filter((call) => call.method === "POST"),
    gets: () => calls.filter((call) => call.method === "GET"),
    /** How the next POSTs of unknown keys are taken, in turn. */
    next: (...turns: Behaviour[]) => void behaviours.push(...turns),
    /** Every call ends in this until it comes back. */
    goAway: (reply: Reply) => {
      whileAway = reply;
    },
    /** After a rotation. */
    learnSecret: (fresh: string) => {
      secret = fresh;
    },
    comeBack: () => {
      whileAway = null;
    },
    /** A callback as it would send it: the body's very bytes, and their signature. */
    callback: (statement: Statement, at = now(), by = secret) => {
      const rawBody = JSON.stringify(statement);
      return { rawBody, signature: sign(rawBody, [by], at) };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const defaultBehaviour: Behaviour = behave.settles;

function answer(reply: Reply, response: ServerResponse): void {
  if (reply === "silence") return;
  if (reply === "hang up") {
    response.destroy();
    return;
  }
  const text = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
  response.writeHead(reply.status, { "content-type": "application/json" }).end(text);
}
