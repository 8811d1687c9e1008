import type { Clock } from "../../backend/core/clock.ts";
import type { Chance } from "../chaos/chance.ts";
import type { TestPlace } from "../support/database.ts";
import type { Market, Stall } from "./market.ts";
import type { Nodes } from "./nodes.ts";
import type { WildMerchant } from "./wild-merchant.ts";

/** How much is done. */
export interface Size {
  nodes: number;
  /** Grants at once against one budget, and against one order. */
  grants: number;
  /** Pairs of people, or of clicks, that do the same at the same moment. */
  pairs: number;
  stormMs: number;
  /** From the start of the run to the storm's end at the latest: a slow machine has a shorter storm, not a longer run. */
  stormEndsWithinMs: number;
  /** Between two kills; null: nobody is killed. */
  killEveryMs: number | null;
  /** How many people and machines act at once in the storm. */
  hands: number;
}

/** What an attack stands on. */
export interface Ground {
  place: TestPlace;
  clock: Clock;
  chance: Chance;
  market: Market;
  merchant: WildMerchant;
  nodes: Nodes;
  size: Size;
  /** Of the storm, in the machine's time. */
  deadline: number;
  stalls: Stalls;
  /** Every remedy that a command's answer has named, with how often. */
  named: Map<string, number>;
  /** What an attack found wrong in what it was answered. */
  wrong: string[];
  /** What the shop refunded without us, per order. */
  elsewhere: Map<string, number>;
  /** By order and remedy: what finance paid by hand, in the shop's own system, so that its export tells it. */
  byHand: Map<string, Map<string, number>>;
  /** The newest as far as the run knows. */
  policyVersion: number;
  /** How often what was done with which end. */
  deeds: Map<string, number>;
  forgeries: number;
  /** Figures to be printed. */
  figures: Map<string, number | string>;
}

export interface Stalls {
  /** One order each for as many grants against one person's day. */
  budget: Stall[];
  /** One order that all want to be refunded from. */
  order: Stall;
  /** One order whose goods are short. */
  shelf: Stall;
  approvals: Stall[];
  clicks: Stall[];
  whole: Stall[];
  storm: Stall[];
}

export function expectFigure(ground: Ground, name: string, found: number, wanted: number): void {
  ground.figures.set(name, found === wanted ? found : `${found}, wanted ${wanted}`);
  if (found !== wanted) ground.wrong.push(`${name}: ${found}, wanted ${wanted}`);
}
