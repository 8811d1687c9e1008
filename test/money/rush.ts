import { newId } from "../../backend/core/ids.ts";
import { expectFigure, type Ground } from "./ground.ts";
import type { Clerk, Stall } from "./market.ts";
import type { Said } from "./wire.ts";

/** What one of many grants at once is of: not a divisor of the limit, so that something is left that is less than one. */
export const grantMinor = 700;
/** As many of the grants as this fit. */
export const fittingShare = 0.7;

export const refund = (
  stall: Stall,
  amountMinor: number,
  lines: { lineId: string; quantity: number }[] = [],
) => ({
  remedy: "refund",
  ticketId: stall.ticketId,
  orderId: stall.orderId,
  reason: "broken",
  amountMinor,
  currency: stall.currency,
  lines,
});

const address = {
  name: "Mei Lin",
  line1: "Tea Street 1",
  line2: "",
  city: "Hangzhou",
  province: "",
  zip: "310000",
  country: "CN",
  phone: "",
};

export const reship = (stall: Stall, lines: { lineId: string; quantity: number }[]) => ({
  remedy: "reship",
  ticketId: stall.ticketId,
  orderId: stall.orderId,
  reason: "broken",
  lines,
  address,
});

const common = (stall: Stall) => ({ ticketId: stall.ticketId, orderId: stall.orderId, reason: "broken" });

/** One or both cups for the cheaper kind: goods go out, and the difference goes back. */
export const exchange = (stall: Stall, quantity: number) => ({
  ...common(stall),
  remedy: "exchange",
  lines: stall.lines.slice(0, 1).map(({ id: lineId }) => ({ lineId, quantity })),
  sku: stall.otherSku,
  address,
});

export const giveBack = (stall: Stall, lines: { lineId: string; quantity: number }[]) => ({
  ...common(stall),
  remedy: "return_refund",
  lines,
});

export const credit = (stall: Stall, amountMinor: number) => ({
  ...common(stall),
  remedy: "store_credit",
  amountMinor,
  currency: stall.currency,
});

/** A command of a person, under its own id or a given one, at a given node first. */
export async function press(
  { nodes, named }: Ground,
  clerk: Clerk,
  name: string,
  input: object,
  { at = null, commandId = newId() }: { at?: number | null; commandId?: string } = {},
): Promise<Said> {
  const said = await nodes.call({ name, input, caller: clerk.caller, commandId }, at);
  const id = said.ok ? (said.answer as { remedyId?: string }).remedyId : undefined;
  if (id !== undefined) named.set(id, (named.get(id) ?? 0) + 1);
  return said;
}

const isOk = (said: Said) => said.ok;
const remedyIdOf = (said: Said) => (said.ok ? (said.answer as { remedyId: string }).remedyId : null);

function pairOf(clerks: readonly Clerk[]): [Clerk, Clerk] {
  const [first, second] = clerks;
  if (first === undefined || second === undefined) throw new Error("two people are needed");
  return [first, second];
}

/** All of these codes, and no other, among the refused. */
function expectRefusals(ground: Ground, what: string, said: readonly Said[], codes: readonly string[]): void {
  for (const each of said)
    if (!each.ok && !codes.includes(each.code)) ground.wrong.push(`${what}: refused with ${each.code}`);
}

/** One person's day, from all nodes at once: what fits is granted, and not a minor unit more. */
export async function rushBudget(ground: Ground): Promise<void> {
  const { stalls, market } = ground;
  const [agent] = pairOf(market.agents);
  const said = await Promise.all(
    stalls.budget.map((stall, at) =>
      press(ground, agent, "remedy.grant", { request: refund(stall, grantMinor) }, { at }),
    ),
  );
  const limit = market.dayMinor[stalls.budget[0]?.currency ?? ""] ?? 0;
  const fits = Math.min(said.length, Math.floor(limit / grantMinor));
  expectFigure(ground, `grants of ${said.length} on one day's budget`, said.filter(isOk).length, fits);
  expectRefusals(ground, "one day's budget", said, ["approval_required"]);
}

/** One order, by people without a day's limit. */
export async function rushOrder(ground: Ground): Promise<void> {
  const { stalls, market, size } = ground;
  const { paidMinor } = stalls.order;
  const amountMinor = Math.ceil(paidMinor / (size.grants * fittingShare));
  const said = await Promise.all(
    Array.from({ length: size.grants }, (_none, at) => {
      const clerk = market.supervisors[at % market.supervisors.length] ?? market.admin;
      return press(ground, clerk, "remedy.grant", { request: refund(stalls.order, amountMinor) }, { at });
    }),
  );
  const fits = Math.floor(paidMinor / amountMinor);
  expectFigure(ground, `grants of ${said.length} on one order`, said.filter(isOk).length, fits);
  expectRefusals(ground, "one order", said, ["over_refundable"]);
}

/** One shelf: no piece is promised twice. */
export async function rushShelf(ground: Ground, stock: number): Promise<void> {
  const { stalls, market, size } = ground;
  const line = stalls.shelf.lines[0];
  if (line === undefined) throw new Error("an order has lines");
  const request = reship(stalls.shelf, [{ lineId: line.id, quantity: 1 }]);
  const said = await Promise.all(
    Array.from({ length: size.pairs }, (_none, at) =>
      press(ground, market.admin, "remedy.grant", { request }, { at }),
    ),
  );
  expectFigure(
    ground,
    `parcels of ${said.length} from a shelf`,
    said.filter(isOk).length,
    Math.min(stock, said.length),
  );
  expectRefusals(ground, "a shelf", said, ["out_of_stock"]);
}

/** Two supervisors press at once, at two nodes. */
export async function rushApprovals(ground: Ground): Promise<void> {
  const { stalls, market, nodes } = ground;
  const [agent] = pairOf(market.agents);
  const [first, second] = pairOf(market.supervisors);
  const asked = await Promise.all(
    stalls.approvals.map((stall, at) =>
      press(
        ground,
        agent,
        "remedy.request",
        { request: refund(stall, 15_000), because: "All of it" },
        { at },
      ),
    ),
  );
  const hashes = new Map((await nodes.find("awaiting")).map((row) => [row.id, row.hash]));
  const pressed = await Promise.all(
    asked.map(async (said, at) => {
      const remedyId = remedyIdOf(said);
      const input = { remedyId, hash: hashes.get(remedyId ?? "") };
      return Promise.all([
        press(ground, first, "remedy.approve", input, { at }),
        press(ground, second, "remedy.approve", input, { at: at + 1 }),
      ]);
    }),
  );
  const once = pressed.filter((both) => both.filter(isOk).length === 1).length;
  expectFigure(ground, `approvals of ${asked.length} pressed by two, given once`, once, asked.length);
  expectRefusals(ground, "an approval", pressed.flat(), ["remedy_in_state"]);
}

/** A double click: one command under one id, at two nodes. */
export async function rushClicks(ground: Ground): Promise<void> {
  const { stalls, market } = ground;
  const [, agent] = pairOf(market.agents);
  const pressed = await Promise.all(
    stalls.clicks.map((stall, at) => {
      const [commandId, input] = [newId(), { request: refund(stall, 100) }];
      return Promise.all([
        press(ground, agent, "remedy.grant", input, { at, commandId }),
        press(ground, agent, "remedy.grant", input, { at: at + 1, commandId }),
      ]);
    }),
  );
  const ids = new Set(pressed.flat().map(remedyIdOf));
  const same = pressed.filter(([a, b]) => a.ok && b.ok && remedyIdOf(a) === remedyIdOf(b)).length;
  expectFigure(ground, `double clicks of ${pressed.length} done once`, same, pressed.length);
  expectFigure(ground, "remedies of double clicks", ids.size, pressed.length);
}

/** Two people grant the whole order at the same moment. */
export async function rushWhole(ground: Ground): Promise<void> {
  const { stalls, market } = ground;
  const [first, second] = pairOf(market.supervisors);
  const pressed = await Promise.all(
    stalls.whole.map((stall, at) => {
      const input = { request: refund(stall, stall.paidMinor) };
      return Promise.all([
        press(ground, first, "remedy.grant", input, { at }),
        press(ground, second, "remedy.grant", input, { at: at + 1 }),
      ]);
    }),
  );
  const once = pressed.filter((both) => both.filter(isOk).length === 1).length;
  expectFigure(ground, `whole orders of ${pressed.length} granted by two, given once`, once, pressed.length);
  expectRefusals(ground, "a whole order", pressed.flat(), ["over_refundable"]);
}
