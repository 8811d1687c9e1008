import type { ShopperActor } from "../core/actor.ts";
import { authorOf } from "../core/actor.ts";
import type { Circumstances } from "../core/command.ts";
import type { Transaction } from "../core/database/transaction.ts";
import { insert, update, type Write } from "../core/database/writes.ts";
import { type CounterRow, counters, type TicketRow, tickets } from "./tables.ts";
import type { Draft } from "./timeline.ts";

const counterId = "ticket";
const firstNumber = 1001;

/** Locked last in `load`: whoever opens a ticket holds it until the commit, so that numbers have no gaps or twins. */
export async function lockTicketCounter(tx: Transaction): Promise<CounterRow> {
  const locked = await tx.lock(counters, counterId);
  if (locked !== null) return locked;
  // Two first tickets at once: the second insert fails on the key, and its walk is repeated.
  tx.apply([insert(counters, { id: counterId, value: firstNumber - 1 })]);
  await tx.flush();
  return { id: counterId, value: firstNumber - 1 };
}

interface Opening {
  counter: CounterRow;
  scene: string | null;
  sku: string | null;
}

/** A ticket without entries yet, and the draft that opens its timeline: give both to `append`. */
export function newTicket(
  actor: ShopperActor,
  { counter, scene, sku }: Opening,
  { now, newId }: Circumstances,
): { ticket: TicketRow; drafts: Draft[]; writes: Write[] } {
  const number = counter.value + 1;
  const ticket: TicketRow = {
    id: newId(),
    storefrontId: actor.storefrontId,
    number,
    shopperId: actor.shopperId,
    shopperName: actor.name,
    shopperEmail: actor.email,
    customerId: actor.customerId,
    status: "open",
    waitingFor: "us",
    waitingSince: now,
    seq: 0,
    publicSeq: 0,
    assigneeId: null,
    assigneeName: null,
    orderId: null,
    orderNumber: null,
    assurance: null,
    scene,
    preview: "",
    lastAt: now,
    openPayouts: 0,
    pendingApprovals: 0,
    openEscalations: 0,
    invitedDepartmentIds: [],
    shopperSeenSeq: 0,
    staffSeenSeq: 0,
    ratingScore: null,
    ratingWords: null,
    createdAt: now,
    resolvedAt: null,
  };
  const opened: Draft[] = [{ kind: "ticket.opened", body: { scene, sku }, by: authorOf(actor) }];
  if (actor.name !== null && actor.email !== null) {
    opened.push({
      kind: "shopper.identified",
      body: { name: actor.name, email: actor.email },
      by: authorOf(actor),
    });
  }
  return {
    ticket,
    drafts: opened,
    writes: [insert(tickets, ticket), update(counters, { id: counter.id }, { value: number })],
  };
}
