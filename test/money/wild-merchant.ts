import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../../backend/core/clock.ts";
import { isSigned, sign, signatureHeader } from "../../backend/shop/merchant/signature.ts";
import type { Chance } from "../chaos/chance.ts";
import { createManners, mannerOf } from "./manners.ts";
import { type Account, answer, pause, type Statement, settled, truthOf } from "./merchant-words.ts";

interface Options {
  clock: Clock;
  chance: Chance;
  secret: string;
  storefrontId: string;
  /** Where callbacks go; null while nobody listens. */
  door: () => string | null;
}

export type WildMerchant = Awaited<ReturnType<typeof startWildMerchant>>;
const again = { afterMs: 150, times: 400 };

/**
 * A merchant's system over real HTTP that keeps its word on keys and misbehaves in every other way: see manners.ts. What
 * it says of an end it makes good sooner or later; `calm` makes it honest and lets it say all that it still owes.
 */
export async function startWildMerchant({ clock, chance, secret: first, storefrontId, door }: Options) {
  const accounts = new Map<string, Account>();
  const owed = new Set<Promise<void>>();
  const counts: Record<string, number> = {};
  let secret = first;
  let isWild = false;
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };

  /** Until somebody has taken it. `by`: signed with this instead of the secret there is by then. */
  async function callBack(
    statement: Statement,
    by: string | null = null,
    times = again.times,
  ): Promise<number | null> {
    const rawBody = JSON.stringify(statement);
    for (let time = 0; time < times; time++) {
      const base = door();
      const status =
        base === null ? null : await post(`${base}/merchant/callback/${storefrontId}`, rawBody, by ?? secret);
      if (status === 200) return status;
      if (times === 1) return status;
      await pause(again.afterMs);
    }
    count("callbacks nobody took");
    return null;
  }

  async function post(url: string, body: string, by: string): Promise<number | null> {
    try {
      const headers = {
        "content-type": "application/json",
        [signatureHeader]: sign(body, [by], clock.now()),
      };
      return (await fetch(url, { method: "POST", body, headers, signal: AbortSignal.timeout(5000) })).status;
    } catch {
      return null;
    }
  }

  function owe(work: () => Promise<unknown>): void {
    const promise = work()
      .then(() => undefined)
      .finally(() => owed.delete(promise));
    owed.add(promise);
  }

  const manners = createManners({
    chance,
    owe,
    callBack,
    forget: ({ key }) => void accounts.delete(key),
  });

  function takePost(account: Account, response: ServerResponse): void {
    account.posts++;
    const manner = isWild ? mannerOf(chance) : "settles";
    count(manner);
    manners[manner](account, response);
  }

  function takeGet(account: Account | undefined, response: ServerResponse): void {
    if (isWild && chance.is(0.25)) {
      count("asked for the state, and errs");
      if (chance.is(0.3)) return;
      // It may even deny a key that it knows: the same call comes again under it.
      answer(response, chance.is(0.5) ? 500 : 404, {});
    } else if (account === undefined) answer(response, 404, {});
    else answer(response, 200, truthOf(account));
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    const key = String(request.headers["idempotency-key"]);
    const signature = String(request.headers[signatureHeader]);
    if (!isSigned(signature, text === "" ? key : text, [secret], clock.now())) {
      count("calls not signed for us");
      answer(response, 401, {});
    } else if (request.method === "GET") takeGet(accounts.get(key), response);
    else {
      const body = JSON.parse(text) as Statement;
      const known = accounts.get(key);
      if (known !== undefined) {
        known.posts++;
        count("the same key again");
        answer(response, 200, truthOf(known));
      } else takePost(open(key, request.url ?? "", body), response);
    }
  }

  function open(key: string, path: string, body: Statement): Account {
    const account: Account = {
      key,
      goesBack: body.amountMinor !== undefined && !path.endsWith("/store-credits"),
      orderId: (body.order as { id: string }).id,
      amountMinor: (body.amountMinor as number | undefined) ?? null,
      currency: (body.currency as string | undefined) ?? null,
      truth: "open",
      posts: 0,
      hasSaidFailed: false,
    };
    accounts.set(key, account);
    return account;
  }

  const server = createServer((request, response) => {
    take(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    accounts,
    /** How often it behaved how. */
    counts,
    goWild: () => {
      isWild = true;
    },
    /** Forged, stale and foreign words: the statuses with which they were sent away. */
    async forge(account: Account | undefined): Promise<(number | null)[]> {
      if (account === undefined || account.amountMinor === null) return [];
      return [
        await callBack(settled(account), "not the secret", 1),
        await callBack({ ...settled(account), amountMinor: 1, currency: "XXX" }, null, 1),
        await callBack({ ...settled(account), key: storefrontId }, null, 1),
      ];
    },
    /** It learns of a new secret a while after Frontline has made it. */
    learnSecret: (fresh: string) => {
      secret = fresh;
    },
    /** What its own export would say was given back on an order. */
    refundedMinor: (orderId: string) =>
      [...accounts.values()]
        .filter((each) => each.orderId === orderId && each.goesBack && each.truth === "done")
        .reduce((sum, each) => sum + (each.amountMinor ?? 0), 0),
    /** Honest from now on; resolves when it owes nobody a word. */
    async calm() {
      isWild = false;
      while (owed.size > 0) await Promise.all([...owed]);
      for (const account of accounts.values()) if (account.truth === "open") account.truth = "done";
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
