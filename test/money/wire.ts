import type { Caller } from "../../backend/core/actor.ts";
import type { FastTime } from "./fast-clock.ts";
import type { Sabotage } from "./sabotage.ts";

/** What a node process is started with, as JSON in `MONEY_NODE`. */
export interface NodeOrder {
  databaseUrl: string;
  time: FastTime;
  /** How long the merchant's system may take to answer, in real milliseconds. */
  timeoutMs: number;
  sweepEveryMs: number;
  sabotage: Sabotage | null;
}

/** A command as a door would take it. */
export interface Given {
  name: string;
  input: unknown;
  caller: Caller;
  commandId: string;
}

export type Question = keyof typeof questions;

/** What the run asks a node of the database while nodes have it. */
export const questions = {
  /** Attempts and promises without an end. */
  open: "SELECT `id` FROM `remedies` WHERE `state` IN ('granted', 'paying') UNION ALL SELECT `id` FROM `attempts` WHERE `state` NOT IN ('settled', 'failed') UNION ALL SELECT `id` FROM `jobs` WHERE `kind` = 'remedy.pay'",
  failed: "SELECT `id` FROM `remedies` WHERE `state` = 'failed' LIMIT 200",
  byHand:
    "SELECT r.`id`, r.`orderId`, r.`remedy`, r.`amountMinor`, r.`terms` FROM `remedies` r JOIN `attempts` a ON a.`remedyId` = r.`id` WHERE a.`adapter` = 'manual' AND a.`state` = 'pending' LIMIT 500",
  awaiting: "SELECT `id`, `hash` FROM `remedies` WHERE `state` = 'awaiting_approval' LIMIT 500",
} as const;

export interface Found {
  id: string;
  hash?: string;
  /** Of a payout by hand. */
  orderId?: string;
  remedy?: string;
  amountMinor?: number | string;
  terms?: string | { refundMinor: number } | null;
}

export type ToNode =
  | { id: number; kind: "command"; given: Given }
  | { id: number; kind: "question"; question: Question }
  | { id: number; kind: "stop" };

export type Said = { ok: true; answer: unknown } | { ok: false; code: string };

export type FromNode =
  | { kind: "ready"; port: number }
  | { kind: "said"; id: number; said: Said }
  | { kind: "found"; id: number; rows: Found[] }
  /** A bug, not a refusal. */
  | { kind: "fault"; id: number; text: string };
