import { day } from "../../backend/core/clock.ts";
import type { OrderLineRow, OrderRow } from "../../backend/shop/tables.ts";
import { commandOf } from "./command-of.ts";
import { type ActorName, agentCapMinor, type ShopScene } from "./shop-scene.ts";

/** How a ticket of this scene's shopper stands when a command comes. */
export interface Situation {
  scene: ShopScene;
  ticketId: string;
  order: OrderRow;
  lines: OrderLineRow[];
}
export type Asked = Situation & { remedyId: string; hash: string };
export type Promised = Situation & { remedyId: string; attemptId: string };
export type Invited = Situation & { escalationId: string };

/** A command by its wire name, as one of the scene's people. */
export function runAs<Answer>(scene: ShopScene, who: ActorName, name: string, input: unknown) {
  return scene.house.run<Answer>(commandOf(name), input, scene.callers[who]);
}

/** A conversation about a verified order, with the warehouse invited into it. */
export async function invitedTicket(scene: ShopScene): Promise<Invited> {
  const situation = await openTicket(scene);
  const { escalationId } = await runAs<{ escalationId: string }>(scene, "agent", "escalation.open", {
    ticketId: situation.ticketId,
    departmentId: scene.warehouse.id,
    question: "Is the cup in stock?",
    dueAt: scene.house.clock.now() + day,
  });
  return { ...situation, escalationId };
}

export async function openTicket(scene: ShopScene): Promise<Situation> {
  const { order, lines } = await scene.makeOrder();
  const { ticketId } = await runAs<{ ticketId: string }>(scene, "shopper", "ticket.open", {
    text: "The cup came broken",
    photoIds: [],
  });
  await runAs(scene, "shopper", "order.attach", { ticketId, orderNumber: order.number });
  return { scene, ticketId, order, lines };
}

export async function resolvedTicket(scene: ShopScene): Promise<Situation> {
  const situation = await openTicket(scene);
  await runAs(scene, "agent", "ticket.resolve", { ticketId: situation.ticketId });
  return situation;
}

export function refundOf({ ticketId, order }: Situation, amountMinor: number) {
  return {
    remedy: "refund" as const,
    ticketId,
    orderId: order.id,
    reason: "broken" as const,
    amountMinor,
    currency: order.currency,
    lines: [],
  };
}

/** The agent has asked for more than they may give. */
export async function askedRemedy(scene: ShopScene): Promise<Asked> {
  const situation = await invitedTicket(scene);
  const { remedyId } = await runAs<{ remedyId: string }>(scene, "agent", "remedy.request", {
    request: refundOf(situation, agentCapMinor + 1),
    because: "The whole pot is broken",
  });
  const [row] = await scene.house.reader.sql<{ hash: string }>(
    "SELECT `hash` FROM `remedies` WHERE `id` = ?",
    [remedyId],
  );
  return { ...situation, remedyId, hash: row?.hash ?? "" };
}

export async function grantedRemedy(scene: ShopScene): Promise<Situation & { remedyId: string }> {
  const situation = await invitedTicket(scene);
  const { remedyId } = await runAs<{ remedyId: string }>(scene, "agent", "remedy.grant", {
    request: refundOf(situation, 100),
  });
  return { ...situation, remedyId };
}

/** Granted, and given to finance to carry out. */
export async function payingRemedy(scene: ShopScene): Promise<Promised> {
  const granted = await grantedRemedy(scene);
  const { remedyId } = granted;
  const { attemptId } = await runAs<{ attemptId: string }>(scene, "system", "remedy.start-paying", {
    remedyId,
    attempt: 1,
  });
  return { ...granted, attemptId };
}

/** Finance could not carry it out. */
export async function failedRemedy(scene: ShopScene): Promise<Promised> {
  const promised = await payingRemedy(scene);
  const outcome = { state: "failed", because: "The account is closed" };
  await runAs(scene, "finance", "payout.book", { remedyId: promised.remedyId, outcome });
  return promised;
}
