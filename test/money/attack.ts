import type { Clock } from "../../backend/core/clock.ts";
import { createChance } from "../chaos/chance.ts";
import type { TestPlace } from "../support/database.ts";
import { makeMigratedPlace } from "../support/migrated-place.ts";
import { audit, ledgerOf } from "./audit.ts";
import { type Books, groupBy, readBooks } from "./books.ts";
import { fastClock } from "./fast-clock.ts";
import type { Ground, Size, Stalls } from "./ground.ts";
import { currencies, makeMarket, makeStalls, openHouse, pointAtMerchant } from "./market.ts";
import { startNodes } from "./nodes.ts";
import {
  fittingShare,
  grantMinor,
  rushApprovals,
  rushBudget,
  rushClicks,
  rushOrder,
  rushShelf,
  rushWhole,
} from "./rush.ts";
import type { Sabotage } from "./sabotage.ts";
import { quiet, storm } from "./storm.ts";
import { auditViews } from "./views.ts";
import { startWildMerchant } from "./wild-merchant.ts";

export interface Report {
  /** None in a sound house. */
  wrong: string[];
  figures: Map<string, number | string>;
}

const stock = 8;
const chapters = {
  budget: rushBudget,
  order: rushOrder,
  shelf: (ground: Ground) => rushShelf(ground, stock),
  approvals: rushApprovals,
  clicks: rushClicks,
  whole: rushWhole,
  storm,
} satisfies Record<string, (ground: Ground) => Promise<void>>;
type Chapter = keyof typeof chapters;

interface Options {
  seed: string;
  size: Size;
  /** All of them, in order, unless some are picked. */
  only?: Chapter[];
  sabotage?: Sabotage | null;
  /** In which everything must come to its end after the storm. */
  quietWithinMs?: number;
}

/** A weekday noon; a run lasts hours of this time, and no day ends in it. */
const noon = Date.UTC(2026, 2, 4, 12);
const speed = 40;
const timeoutMs = 250;

/**
 * The whole attack: many at once on one budget, one order, one shelf and one button, then the storm, then quiet, and then
 * every figure is looked at. Whatever is wrong comes back as sentences.
 */
export async function attack({
  seed,
  size,
  only = Object.keys(chapters) as Chapter[],
  sabotage = null,
  quietWithinMs = 45_000,
}: Options): Promise<Report> {
  const place = await makeMigratedPlace();
  const time = { from: noon, realFrom: Date.now(), speed };
  const clock = fastClock(time);
  const chance = createChance(seed);
  try {
    const { market, stalls } = await prepare(place, clock, size);
    const doors: { current: () => string | null } = { current: () => null };
    const { storefrontId, merchantSecret: secret } = market;
    const door = () => doors.current();
    const merchant = await startWildMerchant({
      clock,
      chance: chance.of("merchant"),
      secret,
      storefrontId,
      door,
    });
    await inHouse(place, clock, (house) => pointAtMerchant(house, market, merchant.url));
    const { databaseUrl } = place;
    const order = { databaseUrl, time, timeoutMs, sweepEveryMs: 200, sabotage };
    const nodes = await startNodes(size.nodes, order, chance.of("nodes"));
    doors.current = nodes.door;
    const ground: Ground = {
      ...{ place, clock, chance, market, merchant, nodes, size, stalls },
      deadline: time.realFrom + size.stormEndsWithinMs,
      named: new Map(),
      elsewhere: new Map(),
      byHand: new Map(),
      policyVersion: 1,
      deeds: new Map(),
      forgeries: 0,
      wrong: [],
      figures: new Map(),
    };
    try {
      for (const chapter of only) await chapters[chapter](ground);
      await quiet(ground, quietWithinMs);
    } finally {
      await nodes.stop();
      await merchant.close();
    }
    ground.wrong.push(...nodes.faults.map((fault) => `fault: ${fault}`));
    await lookAtEverything(ground);
    return { wrong: ground.wrong, figures: ground.figures };
  } finally {
    await place.remove();
  }
}

async function inHouse<T>(
  place: TestPlace,
  clock: Clock,
  work: (house: Awaited<ReturnType<typeof openHouse>>) => Promise<T>,
): Promise<T> {
  const house = await openHouse(place, clock);
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}

function prepare(place: TestPlace, clock: Clock, size: Size) {
  return inHouse(place, clock, async (house) => {
    // Something is left that is less than one more grant.
    const most = Math.floor(size.grants * fittingShare) * grantMinor + grantMinor - 1;
    const dayMinor = Object.fromEntries(currencies.map((currency) => [currency, most]));
    const market = await makeMarket(house, dayMinor, 4);
    const make = (count: number, currency: (index: number) => string = () => "CNY") =>
      makeStalls(house, market, { count, currency, stock });
    const mixed = (index: number) => currencies[index % currencies.length] ?? "CNY";
    const [order, shelf] = await make(2);
    if (order === undefined || shelf === undefined) throw new Error("two orders were made");
    const stalls: Stalls = {
      order,
      shelf,
      budget: await make(size.grants),
      approvals: await make(size.pairs, mixed),
      clicks: await make(size.pairs, mixed),
      whole: await make(size.pairs, mixed),
      storm: await make(size.hands * 8, mixed),
    };
    return { market, stalls };
  });
}

function lookAtEverything(ground: Ground): Promise<void> {
  const { place, clock, wrong, merchant, elsewhere, named } = ground;
  return inHouse(place, clock, async ({ reader }) => {
    const books = await readBooks(reader);
    const outside = { accounts: merchant.accounts, elsewhere, named, stockOf: () => stock };
    wrong.push(...audit(ledgerOf(books, outside)), ...(await auditViews(reader, books)));
    count(ground, books);
  });
}

function count({ figures, nodes, merchant, deeds, forgeries }: Ground, books: Books): void {
  const attemptsBy = (state: string) => books.attempts.filter((attempt) => attempt.state === state).length;
  const overruns = books.entries.filter(
    (entry) => (entry.body as { isOverrun?: boolean }).isOverrun === true,
  );
  const posts = [...merchant.accounts.values()].reduce((sum, account) => sum + account.posts, 0);
  const all: Record<string, number> = {
    commands: nodes.counts.commands,
    "commands lost with their node, asked again": nodes.counts.lost,
    "commands answered busy, asked again": nodes.counts.busy,
    "nodes killed with kill -9": nodes.counts.kills,
    remedies: books.remedies.length,
    ...Object.fromEntries(
      [...groupBy(books.remedies, ({ remedy }) => remedy)].map(([kind, of]) => [
        `of them ${kind}`,
        of.length,
      ]),
    ),
    "attempts settled": attemptsBy("settled"),
    "attempts failed": attemptsBy("failed"),
    "keys the merchant knows": merchant.accounts.size,
    "calls for them": posts,
    "overruns booked": overruns.length,
    "budget moves": books.moves.length,
    "forged callbacks sent away": forgeries,
    "lines of timelines": books.entries.length,
  };
  for (const [name, value] of Object.entries(all)) figures.set(name, value);
  for (const [what, times] of [...deeds].sort()) figures.set(`storm: ${what}`, times);
  for (const [what, times] of Object.entries(merchant.counts).sort()) figures.set(`merchant: ${what}`, times);
}
