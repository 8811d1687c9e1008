import { newId, newSecret, sha256 } from "../../backend/core/ids.ts";
import { openTicket } from "../../backend/desk/open-ticket.ts";
import { startFrontline } from "../support/frontline.ts";
import { createShopScene } from "../support/shop-scene.ts";
import { makeShoppers } from "./shoppers.ts";

/** What the load needs to talk: an open conversation, and the sessions of its two ends. */
export interface PairKeys {
  ticketId: string;
  bearer: string;
  /** One agent may have many conversations. */
  cookie: string;
}
export interface ServerReady {
  url: string;
  pairs: PairKeys[];
}

const openedAtOnce = 25;

/** Frontline in a process of its own; `TEST_ENGINE` says which way, the arguments for how many pairs and how many of them to one agent. */
const [pairCount = 0, pairsPerAgent = 1] = process.argv.slice(2).map(Number);
const frontline = await startFrontline();
const { make } = frontline;
const { storefrontId, people } = await createShopScene(make);

const cookies: string[] = [];
for (let count = 0; count < pairCount; count += pairsPerAgent) {
  const cookie = newSecret();
  await make.personCaller(people.agent.personId, cookie);
  cookies.push(cookie);
}
const bearerPrefix = newSecret();
await makeShoppers(make, storefrontId, pairCount, bearerPrefix);

async function openPair(number: number): Promise<PairKeys> {
  const bearer = `${bearerPrefix}${number}`;
  const caller = { kind: "shopper", sessionId: sha256(bearer) } as const;
  const input = { text: "Hello", photoIds: [] };
  const { ticketId } = (await frontline.app.execute(openTicket, input, { caller, commandId: newId() })) as {
    ticketId: string;
  };
  return { ticketId, bearer, cookie: cookies[Math.floor(number / pairsPerAgent)] ?? "" };
}

const pairs: PairKeys[] = [];
while (pairs.length < pairCount) {
  const some = Array.from({ length: Math.min(openedAtOnce, pairCount - pairs.length) }, (_, index) =>
    openPair(pairs.length + index),
  );
  pairs.push(...(await Promise.all(some)));
}
process.send?.({ url: frontline.url, pairs } satisfies ServerReady);
process.once("SIGTERM", () => {
  frontline.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
