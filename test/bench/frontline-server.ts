import { newId, newSecret } from "../../backend/core/ids.ts";
import { openTicket } from "../../backend/desk/open-ticket.ts";
import { startFrontline } from "../support/frontline.ts";
import { createShopScene } from "../support/shop-scene.ts";

/** What the load needs to talk: one open conversation per pair, and the sessions of its two ends. */
export interface PairKeys {
  ticketId: string;
  bearer: string;
  cookie: string;
}
export interface ServerReady {
  url: string;
  pairs: PairKeys[];
}

/** Frontline in a process of its own; `TEST_ENGINE` says which way, the argument for how many pairs. */
const frontline = await startFrontline();
const { make } = frontline;
const { storefrontId, people } = await createShopScene(make);
const pairs: PairKeys[] = [];
for (let count = 0; count < Number(process.argv[2]); count++) {
  const bearer = newSecret();
  const cookie = newSecret();
  const made = await make.makeShopper(storefrontId);
  const caller = await make.shopperCaller(made.shopper, bearer);
  await make.personCaller(people.agent.personId, cookie);
  const input = { text: "Hello", photoIds: [] };
  const { ticketId } = (await frontline.app.execute(openTicket, input, { caller, commandId: newId() })) as {
    ticketId: string;
  };
  pairs.push({ ticketId, bearer, cookie });
}
process.send?.({ url: frontline.url, pairs } satisfies ServerReady);
process.once("SIGTERM", () => {
  frontline.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
