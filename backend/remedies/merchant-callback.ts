import { z } from "zod";
import type { Caller } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import type { Execute } from "../core/execute.ts";
import { newId } from "../core/ids.ts";
import type { Log } from "../core/log.ts";
import { hear, keyOfStatement } from "../shop/merchant/statement.ts";
import { isFromMerchant, type SignedCall } from "../shop/merchant/verify-callback.ts";
import type { Booked } from "./apply-outcome.ts";
import { bookOutcome } from "./book-outcome.ts";
import { expectedOf } from "./merchant-call.ts";
import { warnOf } from "./pay-remedy.ts";
import { attempts, remedies } from "./tables.ts";

/** 401: not signed by this storefront's merchant, or too old. 404: no such key of theirs. 422: not to be believed. */
export interface CallbackAnswer {
  status: 200 | 401 | 404 | 422;
}

export type HandleMerchantCallback = (call: SignedCall, now: number) => Promise<CallbackAnswer>;

interface Parts {
  reader: Reader;
  execute: Execute;
  log: Log;
}

const system: Caller = { kind: "system" };

/**
 * The later word of a merchant's system on an attempt that it called pending. It may come twice or be replayed: what is
 * booked is booked once. A storefront's secret speaks for that storefront's attempts alone.
 */
export function createMerchantCallback({ reader, execute, log }: Parts): HandleMerchantCallback {
  return async (call, now) => {
    const { storefrontId, rawBody } = call;
    if (!(await isFromMerchant(reader, call, now))) return { status: 401 };
    const key = keyOfStatement(rawBody);
    if (key === null) return { status: 422 };
    const isKey = z.uuid().safeParse(key).success;
    const attempt = isKey ? await reader.one(attempts, { id: key }) : null;
    const remedy = attempt === null ? null : await reader.one(remedies, { id: attempt.remedyId });
    if (attempt === null || remedy === null || remedy.storefrontId !== storefrontId) return { status: 404 };
    const heard = hear(rawBody, expectedOf(remedy, attempt));
    if ("unbelievable" in heard) {
      log.warn({ key, why: heard.unbelievable }, "a merchant's callback was not believed");
      return { status: 422 };
    }
    const input = { remedyId: remedy.id, attemptId: attempt.id, outcome: heard.outcome };
    const booked = await execute(bookOutcome, input, { caller: system, commandId: newId() });
    warnOf(booked as Booked, attempt, log);
    return { status: 200 };
  };
}
