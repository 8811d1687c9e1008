import type { ServerResponse } from "node:http";
import type { Chance } from "../chaos/chance.ts";
import {
  type Account,
  answer,
  failed,
  pause,
  pending,
  type Statement,
  settled,
  truthOf,
} from "./merchant-words.ts";

/** How a merchant's system may take a call, with how often it does. */
const shares = {
  settles: 20,
  "settles in silence": 6,
  "settles and answers late": 5,
  "settles and errs": 5,
  "settles and breaks": 5,
  "settles and says it three times": 6,
  "never hears": 4,
  "errs first": 5,
  "accepts, then settles": 8,
  "accepts, settles and never calls": 4,
  "accepts, then fails": 5,
  fails: 8,
  "fails, then settles": 6,
  "settles, then says failed": 4,
  "names another amount": 3,
  "names another currency": 3,
  "names another key": 2,
  babbles: 2,
} as const;
type Manner = keyof typeof shares;

const dealt = (Object.keys(shares) as Manner[]).flatMap((manner) =>
  Array<Manner>(shares[manner]).fill(manner),
);

export const mannerOf = (chance: Chance): Manner => chance.pick(dealt) ?? "settles";

interface Mouth {
  chance: Chance;
  /** Done later; nothing that is owed is forgotten. */
  owe(work: () => Promise<unknown>): void;
  callBack(statement: Statement): Promise<unknown>;
  /** As if the call had never come. */
  forget(account: Account): void;
}

type Take = (account: Account, response: ServerResponse) => void;

export function createManners({ chance, owe, callBack, forget }: Mouth): Record<Manner, Take> {
  /** Done, and something else than the truth is said of it, or nothing. */
  const doneAnd =
    (say: Take): Take =>
    (account, response) => {
      account.truth = "done";
      say(account, response);
    };
  const doneAndSays = (change: (account: Account) => Statement) =>
    doneAnd((account, response) => answer(response, 200, { ...settled(account), ...change(account) }));

  /** Accepted, brought to this end later, and told so often. */
  const acceptsThen =
    (truth: "done" | "never", tellings: () => number): Take =>
    (account, response) => {
      answer(response, 202, pending(account));
      owe(async () => {
        await pause(chance.between(0, 600));
        account.truth = truth;
        if (truth === "never") account.hasSaidFailed = true;
        for (let left = tellings(); left > 0; left--) await callBack(truthOf(account));
      });
    };
  const onceOrTwice = () => 1 + chance.below(2);

  function fails(account: Account, response: ServerResponse): void {
    account.hasSaidFailed = true;
    answer(response, 422, failed(account));
  }

  return {
    settles: doneAndSays(() => ({})),
    "settles in silence": doneAnd(() => undefined),
    "settles and answers late": doneAnd((account, response) =>
      owe(async () => {
        await pause(chance.between(300, 900));
        answer(response, 200, settled(account));
      }),
    ),
    "settles and errs": doneAnd((_account, response) => answer(response, 500, { error: "internal" })),
    "settles and breaks": doneAnd((_account, response) => void response.destroy()),
    "settles and says it three times": doneAnd((account, response) => {
      answer(response, 200, settled(account));
      for (let time = 0; time < 2; time++) owe(() => callBack(settled(account)));
    }),
    "never hears": (account) => forget(account),
    "errs first": (account, response) => {
      forget(account);
      answer(response, 503, { error: "maintenance" });
    },
    "accepts, then settles": acceptsThen("done", onceOrTwice),
    "accepts, settles and never calls": acceptsThen("done", () => 0),
    "accepts, then fails": acceptsThen("never", onceOrTwice),
    fails: (account, response) => {
      account.truth = "never";
      fails(account, response);
    },
    "fails, then settles": (account, response) => {
      fails(account, response);
      owe(async () => {
        await pause(chance.between(0, 1500));
        account.truth = "done";
        await callBack(settled(account));
      });
    },
    "settles, then says failed": doneAnd((account, response) => {
      account.hasSaidFailed = true;
      answer(response, 200, settled(account));
      owe(async () => {
        await callBack(failed(account));
        await callBack(settled(account));
      });
    }),
    "names another amount": doneAndSays(({ amountMinor }) => ({ amountMinor: (amountMinor ?? 0) + 1 })),
    "names another currency": doneAndSays(() => ({ currency: "USD" })),
    "names another key": doneAndSays(() => ({ key: "00000000-0000-4000-8000-000000000000" })),
    babbles: doneAnd((_account, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end("<html>welcome</html>");
    }),
  };
}
