import type { ServerResponse } from "node:http";

/** What the merchant's system knows of one key, told or not. Money moves once a key, whatever it says. */
export interface Account {
  key: string;
  /** Whether its amount goes back to the payer of the order; store credit is money that does not. */
  goesBack: boolean;
  orderId: string;
  amountMinor: number | null;
  currency: string | null;
  /** `open`: neither done nor given up yet. */
  truth: "open" | "done" | "never";
  posts: number;
  hasSaidFailed: boolean;
}

export type Statement = Record<string, unknown>;

const moneyOf = ({ key, amountMinor, currency }: Account): Statement =>
  amountMinor === null ? { key } : { key, amountMinor, currency };

export const settled = (account: Account): Statement => ({
  ...moneyOf(account),
  state: "settled",
  reference: `ref-${account.key}`,
  hint: "card ••12",
  arrivesInDays: 3,
});

export const failed = ({ key }: Account): Statement => ({
  key,
  state: "failed",
  code: "card_closed",
  message: "closed",
});

export const pending = (account: Account): Statement => ({ ...moneyOf(account), state: "pending" });

export function truthOf(account: Account): Statement {
  if (account.truth === "open") return pending(account);
  return account.truth === "done" ? settled(account) : failed(account);
}

export function answer(response: ServerResponse, status: number, body: Statement): void {
  if (response.destroyed) return;
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
