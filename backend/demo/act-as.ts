import type { Caller } from "../core/actor.ts";
import { minute } from "../core/clock.ts";
import type { Reader } from "../core/database/reader.ts";
import type { Execute } from "../core/execute.ts";
import { newId, newSecret, sha256 } from "../core/ids.ts";
import { startShopperSession } from "../shop/identity/start-shopper-session.ts";
import { customers } from "../shop/tables.ts";
import { startSession } from "../staff/start-session.ts";
import { people } from "../staff/tables.ts";

interface Stage {
  reader: Reader;
  execute: Execute;
}

const bySystem = () => ({ caller: { kind: "system" as const }, commandId: newId() });

/** The demo acts as its people do, by their sessions; only the doors are left out. */
export async function asPerson({ reader, execute }: Stage, email: string): Promise<Caller> {
  const person = await reader.one(people, { email });
  if (person === null) throw new Error(`nobody has the address ${email}`);
  const sessionId = sha256(newSecret());
  const input = { personId: person.id, passwordHash: person.passwordHash, sessionId };
  await execute(startSession, input, bySystem());
  return { kind: "person", sessionId };
}

/** A shopper for whom the shop vouches; null: one of whom nothing is known. */
export async function asShopper(
  { reader, execute }: Stage,
  storefrontId: string,
  customerId: string | null,
): Promise<Caller> {
  const customer =
    customerId === null ? null : await reader.one(customers, { storefrontId, externalId: customerId });
  if (customerId !== null && customer === null) throw new Error(`the shop knows no ${customerId}`);
  const claims = customer && {
    sub: customer.externalId,
    email: customer.email,
    name: customer.name,
    exp: Math.floor((Date.now() + 5 * minute) / 1000),
    jti: newId(),
  };
  const newBearerHash = sha256(newSecret());
  const identity = claims === null ? { kind: "nothing" } : { kind: "claims", claims };
  await execute(
    startShopperSession,
    { storefrontId, heldBearerHash: null, newBearerHash, identity },
    bySystem(),
  );
  return { kind: "shopper", sessionId: newBearerHash };
}
