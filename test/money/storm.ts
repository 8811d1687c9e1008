import { newId } from "../../backend/core/ids.ts";
import type { Chance } from "../chaos/chance.ts";
import type { Ground } from "./ground.ts";
import { importAgain } from "./import-again.ts";
import { type Clerk, rulesWith, type Stall } from "./market.ts";
import { credit, exchange, giveBack, press, refund, reship } from "./rush.ts";
import type { Found, Said } from "./wire.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type Deed = (ground: Ground, chance: Chance) => Promise<Said | Said[] | undefined>;

const stallOf = ({ stalls }: Ground, chance: Chance): Stall => {
  const stall = chance.pick(stalls.storm);
  if (stall === undefined) throw new Error("a storm needs orders");
  return stall;
};
const clerkOf = ({ market }: Ground, chance: Chance): Clerk =>
  chance.pick(chance.is(0.6) ? market.agents.slice(1) : market.supervisors) ?? market.admin;
const leadOf = ({ market }: Ground, chance: Chance): Clerk => chance.pick(market.supervisors) ?? market.admin;

function linesOf(stall: Stall, chance: Chance) {
  const line = chance.pick(stall.lines);
  return line === undefined ? [] : [{ lineId: line.id, quantity: 1 + chance.below(line.quantity) }];
}

function wantedOf(stall: Stall, chance: Chance) {
  if (chance.is(0.15)) return reship(stall, linesOf(stall, chance));
  if (chance.is(0.15)) return exchange(stall, 1 + chance.below(2));
  if (chance.is(0.15)) return giveBack(stall, linesOf(stall, chance));
  if (chance.is(0.15)) return credit(stall, 1 + chance.below(3000));
  if (chance.is(0.25)) return refund(stall, 1 + chance.below(4000), linesOf(stall, chance));
  return refund(stall, 1 + chance.below(chance.is(0.1) ? stall.paidMinor : 3000));
}

const grant: Deed = (ground, chance) => {
  const input = {
    request: wantedOf(stallOf(ground, chance), chance),
    tell: chance.is(0.2) ? "Here you are" : null,
  };
  return press(ground, clerkOf(ground, chance), "remedy.grant", input);
};

/** The same click twice, or two people on the same button. */
const grantTwice: Deed = async (ground, chance) => {
  const input = { request: wantedOf(stallOf(ground, chance), chance) };
  const [clerk, commandId] = [clerkOf(ground, chance), newId()];
  return Promise.all([0, 1].map((at) => press(ground, clerk, "remedy.grant", input, { at, commandId })));
};

const request: Deed = (ground, chance) =>
  press(ground, clerkOf(ground, chance), "remedy.request", {
    request: wantedOf(stallOf(ground, chance), chance),
    because: "They are right",
  });

/** Whatever waits is approved by two at once, for another amount, declined or taken back. */
const answerRequest: Deed = async (ground, chance) => {
  const asked = chance.pick(await ground.nodes.find("awaiting"));
  if (asked === undefined) return undefined;
  const { id: remedyId, hash } = asked;
  const [first, second] = [leadOf(ground, chance), leadOf(ground, chance)];
  if (chance.is(0.15)) return press(ground, first, "remedy.decline", { remedyId, because: "Too much" });
  if (chance.is(0.1)) return press(ground, first, "remedy.withdraw", { remedyId });
  const otherAmountMinor = chance.is(0.2) ? 1 + chance.below(900) : null;
  const input = { remedyId, hash, otherAmountMinor };
  return Promise.all([first, second].map((each, at) => press(ground, each, "remedy.approve", input, { at })));
};

const retry: Deed = async (ground, chance) => {
  const failed = chance.pick(await ground.nodes.find("failed"));
  if (failed === undefined) return undefined;
  const input = { remedyId: failed.id };
  const pair = [leadOf(ground, chance), chance.is(0.5) ? leadOf(ground, chance) : clerkOf(ground, chance)];
  return Promise.all(pair.map((clerk) => press(ground, clerk, "remedy.retry", input)));
};

const bookByHand: Deed = async (ground, chance) => {
  const payout = chance.pick(await ground.nodes.find("byHand"));
  if (payout === undefined) return undefined;
  return bookPayout(ground, payout, chance.is(0.8));
};

async function bookPayout(ground: Ground, payout: Found, isDone: boolean): Promise<Said> {
  const said = await press(ground, ground.market.finance, "payout.book", {
    remedyId: payout.id,
    outcome: isDone ? { state: "settled", reference: "by hand" } : { state: "failed", because: "No account" },
  });
  const { orderId } = payout;
  const amountMinor = backOf(payout);
  if (said.ok && isDone && amountMinor > 0 && orderId !== undefined) {
    const ofOrder = ground.byHand.get(orderId) ?? new Map<string, number>();
    ground.byHand.set(orderId, ofOrder.set(payout.id, amountMinor));
  }
  return said;
}

/** What a payout by hand gives back to the payer, as the shop's own books would have it. */
function backOf({ remedy, amountMinor, terms }: Found): number {
  if (remedy === "refund" || remedy === "return_refund") return Number(amountMinor);
  if (remedy !== "exchange") return 0;
  const parsed = typeof terms === "string" ? (JSON.parse(terms) as { refundMinor: number }) : terms;
  return parsed?.refundMinor ?? 0;
}

/** What the shop refunded itself, per order; its export tells it together with ours. */
const importOrder: Deed = (ground, chance) => {
  const stall = stallOf(ground, chance);
  if (chance.is(0.3))
    ground.elsewhere.set(stall.orderId, (ground.elsewhere.get(stall.orderId) ?? 0) + chance.below(500));
  return importAgain(ground, stall);
};

/** The limits, the people and the shop's settings change under everybody's hands. */
const publish: Deed = async (ground, chance) => {
  const { market } = ground;
  const dayMinor = Object.fromEntries(
    Object.entries(market.dayMinor).map(([currency, most]) => [
      currency,
      Math.floor(most * chance.between(0.3, 1)),
    ]),
  );
  const rules = rulesWith(dayMinor, 1000 + chance.below(20_000));
  for (let attempt = 0; attempt < 3; attempt++) {
    const input = { storefrontId: market.storefrontId, basedOn: ground.policyVersion, rules };
    const said = await press(ground, market.admin, "policy.publish", input);
    if (said.ok) ground.policyVersion = (said.answer as { version: number }).version;
    else ground.policyVersion++;
    if (said.ok) return said;
  }
  return undefined;
};

const promote: Deed = (ground, chance) => {
  const { market } = ground;
  const clerk = chance.pick(market.supervisors.slice(1)) ?? market.admin;
  const role = chance.is(0.5) ? "agent" : "supervisor";
  const input = { personId: clerk.personId, name: clerk.name, role, departmentIds: [], isActive: true };
  return press(ground, market.admin, "person.change", input);
};

const settingsOf = ({ merchant }: Ground, adapter: "webhook" | "manual") => ({
  name: "Tea & Cups",
  origins: ["https://shop.example"],
  accent: "#0a7d5a",
  position: "right",
  locale: "en",
  timeZone: "UTC",
  merchant: { adapter, url: adapter === "webhook" ? merchant.url : null },
});

const useAdapter = (ground: Ground, adapter: "webhook" | "manual") =>
  press(ground, ground.market.admin, "storefront.save", {
    storefrontId: ground.market.storefrontId,
    settings: settingsOf(ground, adapter),
  });

/** For a while payouts go to people. What is under way stays with the merchant's system. */
const switchAdapter: Deed = async (ground, chance) => {
  await useAdapter(ground, "manual");
  await pause(chance.between(50, 400));
  return useAdapter(ground, "webhook");
};

/** The merchant's side learns of its new secret a while later. */
const rotate: Deed = async (ground, chance) => {
  const { market, merchant } = ground;
  for (;;) {
    const said = await press(ground, market.admin, "storefront.rotate-merchant-secret", {
      storefrontId: market.storefrontId,
    });
    // Done by a node that died before it could say the secret: it is shown once, so another one is made.
    if (!said.ok && said.code === "changed_meanwhile") continue;
    if (!said.ok) return said;
    await pause(chance.between(0, 250));
    merchant.learnSecret((said.answer as { secret: string }).secret);
    return said;
  }
};

const deeds: [number, string, Deed][] = [
  [40, "grant", grant],
  [8, "grant twice", grantTwice],
  [12, "request", request],
  [14, "answer a request", answerRequest],
  [12, "retry", retry],
  [6, "book by hand", bookByHand],
  [10, "import", importOrder],
  [2, "publish limits", publish],
  [2, "change a role", promote],
  [1, "switch the adapter", switchAdapter],
  [1, "rotate the secret", rotate],
];
const dealt = deeds.flatMap(([share, name, deed]) => Array<[string, Deed]>(share).fill([name, deed]));

/** What a person of a shop is told where they come too late, ask too much or may not: any other refusal is a find. */
const expected = new Set([
  ...["approval_required", "over_refundable", "over_bought", "out_of_stock", "wrong_amount", "wrong_line"],
  ...[
    "remedy_in_state",
    "own_request",
    "not_your_turn",
    "not_allowed",
    "request_changed",
    "changed_meanwhile",
  ],
]);

/** One pair of hands: does what comes to mind until the time is over. */
async function hand(ground: Ground, chance: Chance, until: number): Promise<void> {
  while (Date.now() < until) {
    const [name, deed] = chance.pick(dealt) ?? ["grant", grant];
    const said = [(await deed(ground, chance)) ?? []].flat();
    for (const each of said) {
      const key = `${name}: ${each.ok ? "done" : each.code}`;
      ground.deeds.set(key, (ground.deeds.get(key) ?? 0) + 1);
      if (!each.ok && !expected.has(each.code)) ground.wrong.push(`${name} was refused with ${each.code}`);
    }
    if (chance.is(0.05)) {
      const [account] = [...ground.merchant.accounts.values()].slice(-1);
      for (const status of await ground.merchant.forge(account)) {
        ground.forgeries++;
        if (status === 200) ground.wrong.push("a forged callback was taken");
      }
    }
  }
}

async function killer(ground: Ground, chance: Chance, until: number): Promise<void> {
  const { nodes, size } = ground;
  if (size.killEveryMs === null) return;
  // At least one dies, however slow the machine.
  do {
    await pause(size.killEveryMs * chance.between(0.2, 1));
    await nodes.kill(chance.below(nodes.count));
  } while (Date.now() < until);
}

export async function storm(ground: Ground): Promise<void> {
  const { stormMs } = ground.size;
  const now = Date.now();
  const until = Math.max(now + stormMs / 2, Math.min(now + stormMs, ground.deadline));
  const { chance, merchant } = ground;
  merchant.goWild();
  const hands = Array.from({ length: ground.size.hands }, (_none, index) =>
    hand(ground, chance.of(`hand ${index}`), until),
  );
  await Promise.all([...hands, killer(ground, chance.of("killer"), until)]);
}

/** The storm is over: what is open comes to an end in this time, or is stuck. Says what is left. */
export async function quiet(ground: Ground, withinMs: number): Promise<void> {
  const { nodes, merchant, stalls } = ground;
  const end = Date.now() + withinMs;
  await merchant.calm();
  for (;;) {
    for (const payout of await nodes.find("byHand")) await bookPayout(ground, payout, true);
    const open = await nodes.find("open");
    if (open.length === 0) break;
    if (Date.now() > end) {
      ground.wrong.push(`stuck after ${withinMs} ms: ${open.length}, ${open[0]?.id} among them`);
      break;
    }
    await pause(50);
  }
  for (const stall of stalls.storm) {
    const said = await importAgain(ground, stall);
    const bad = said.ok ? (said.answer as { bad: unknown[] }).bad : [said.code];
    if (bad.length > 0) ground.wrong.push(`the last import: ${JSON.stringify(bad)}`);
  }
}
