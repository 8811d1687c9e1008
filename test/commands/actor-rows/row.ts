import type { RefusalCode } from "../../../backend/contract/refusals.ts";
import type { ActorName, ShopScene } from "../../support/shop-scene.ts";

/** What becomes of a command: done, or the code it is refused with. */
export type Verdict = "done" | RefusalCode;

/** One command against everybody. Whoever `verdicts` does not name is `not_allowed`; the signed out are `signed_out`. */
export interface Row {
  name: string;
  /** With it the invited department's right to the ticket ends. */
  endsInvitation?: boolean;
  verdicts: Partial<Record<Verdict, readonly ActorName[]>>;
  /** It takes sessions away, so that those of the shared scene must not be used. */
  needsOwnScene?: boolean;
  /** Makes what the command is about, afresh for each actor, and says its input. */
  prepare(scene: ShopScene, who: ActorName): Promise<unknown> | unknown;
}

export function row<Situation>(
  name: string,
  verdicts: Row["verdicts"],
  situation: (scene: ShopScene) => Promise<Situation> | Situation,
  input: (situation: Situation, who: ActorName, scene: ShopScene) => unknown,
): Row {
  return { name, verdicts, prepare: async (scene, who) => input(await situation(scene), who, scene) };
}

export function verdictOf({ verdicts }: Row, who: ActorName): Verdict {
  for (const [verdict, names] of Object.entries(verdicts)) {
    if (names.includes(who)) return verdict as Verdict;
  }
  return who === "signedOut" ? "signed_out" : "not_allowed";
}

export const shoppers = ["shopper", "otherShopper", "anonymous"] as const;
export const notTheirs = ["otherShopper", "anonymous"] as const;
export const staff = ["agent", "supervisor", "admin"] as const;
export const leads = ["supervisor", "admin"] as const;
export const outsiders = ["uninvited", "finance"] as const;
export const systemOnly = { done: ["system"] } as const;
