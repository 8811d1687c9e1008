import { z } from "zod";
import { stages } from "../../contract/remedy-terms.ts";
import type { Expected, MerchantOutcome } from "./port.ts";

const money = {
  key: z.string(),
  amountMinor: z.number().int().optional(),
  currency: z.string().optional(),
};

/** What a merchant's system says of an attempt: as its answer, as the state asked for, and as a callback. */
const statement = z.discriminatedUnion("state", [
  z.object({
    ...money,
    state: z.literal("settled"),
    reference: z.string().trim().min(1).max(150),
    hint: z.string().trim().max(200).default(""),
    arrivesInDays: z.number().int().min(0).max(365).nullable().default(null),
  }),
  z.object({
    ...money,
    state: z.literal("pending"),
    /** How far it has come, of a remedy with steps. `hint`: the label's link, a parcel's number. */
    stage: z.enum(stages).optional(),
    hint: z.string().trim().max(200).default(""),
  }),
  z.object({
    ...money,
    state: z.literal("failed"),
    code: z.string().trim().min(1).max(60),
    message: z.string().trim().max(500).default(""),
  }),
]);

export const statementLimitBytes = 64 * 1024;

export type Heard = { outcome: MerchantOutcome } | { unbelievable: string };

/** The key that a statement claims to speak of, before it is believed; null where it names none. */
export function keyOfStatement(text: string): string | null {
  const named = z.object({ key: z.string().max(64) }).safeParse(parseJson(text));
  return named.success ? named.data.key : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads a statement and checks it against what was asked for: a settlement of another amount, in another currency or
 * under another key is not taken for ours. A failure moves no money, so it need not name any.
 */
export function hear(text: string, expected: Expected): Heard {
  const parsed = statement.safeParse(parseJson(text));
  if (!parsed.success) return { unbelievable: "not a statement in the agreed form" };
  const said = parsed.data;
  if (said.key !== expected.key) return { unbelievable: "speaks of another key" };
  if (said.state === "failed")
    return { outcome: { state: "failed", code: said.code, message: said.message } };
  if (expected.money !== null) {
    if (said.amountMinor !== expected.money.amountMinor) return { unbelievable: "names another amount" };
    if (said.currency !== expected.money.currency) return { unbelievable: "names another currency" };
  }
  if (said.state === "pending") {
    const { stage, hint } = said;
    return { outcome: { state: "pending", ...(stage && { progress: { stage, hint } }) } };
  }
  const { reference, hint, arrivesInDays } = said;
  return { outcome: { state: "settled", reference, hint, arrivesInDays } };
}
