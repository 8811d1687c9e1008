import { type Actor, isPerson, type PersonActor, type ShopperActor } from "../../core/actor.ts";
import type { Clock } from "../../core/clock.ts";
import type { Database } from "../../core/database/database.ts";
import { audienceOf } from "../../tickets/access.ts";
import type { TicketHead } from "../../tickets/read-heads.ts";
import { loadActors } from "../load-actors.ts";
import { room } from "./rooms.ts";
import type { ConsoleNamespace, ConsoleSocket, WidgetNamespace, WidgetSocket } from "./types.ts";

/** Few, so that reading an answer holds up nobody's line for long. */
const socketsPerQuery = 100;

const idsOf = (actor: PersonActor) => [...actor.departmentIds].sort().join();

const isHeld = (actor: Actor | undefined): actor is PersonActor | ShopperActor =>
  actor !== undefined && "sessionEndsAt" in actor;

/** Whether an actor may still do and hear what they might when they connected. */
function isSame(before: Actor, now: Actor | undefined): boolean {
  if (now === undefined || before.kind !== now.kind) return false;
  if (isPerson(before) && isPerson(now)) {
    return (
      before.personId === now.personId && before.isFinance === now.isFinance && idsOf(before) === idsOf(now)
    );
  }
  return before.kind !== "shopper" || (now.kind === "shopper" && before.shopperId === now.shopperId);
}

/**
 * A right that ends is told at once to every node, and whoever held it is cut off. That word can be lost with a node or
 * with Redis, and a session ends by itself when its time is over: so everybody is asked for anew from time to time.
 */
export async function judgeActors(
  { database, clock }: { database: Database; clock: Clock },
  sockets: readonly (ConsoleSocket | WidgetSocket)[],
): Promise<void> {
  for (let start = 0; start < sockets.length; start += socketsPerQuery) {
    const some = sockets.slice(start, start + socketsPerQuery);
    const callers = some.map((socket) => socket.data.asking.caller);
    const actors = await loadActors(database.reader, callers, clock.now());
    for (const [index, socket] of some.entries()) {
      const before = socket.data.actor;
      const now = actors[index];
      if (!isSame(before, now)) socket.disconnect(true);
      // Their session was given more time; whoever is the same is kept, not a second time beside the door's.
      else if (isHeld(now) && now.sessionEndsAt !== before.sessionEndsAt)
        Object.assign(socket.data, { actor: now });
    }
  }
}

export interface Watchers {
  staff: ConsoleSocket[];
  widget: WidgetSocket[];
}

/** Who of this node has which ticket open. */
export function watchersOf(staff: ConsoleNamespace, widget: WidgetNamespace): Map<string, Watchers> {
  const found = new Map<string, Watchers>();
  const of = (ticketId: string) => {
    const watchers = found.get(ticketId) ?? { staff: [], widget: [] };
    found.set(ticketId, watchers);
    return watchers;
  };
  for (const socket of staff.sockets.values())
    for (const id of socket.data.watched) of(id).staff.push(socket);
  for (const socket of widget.sockets.values())
    for (const id of socket.data.watched) of(id).widget.push(socket);
  return found;
}

/** Takes from those who have a ticket open and may no longer read it what they hear of it. */
export function judgeWatchers(ticket: TicketHead, { staff, widget }: Watchers): void {
  for (const socket of [...staff, ...widget]) {
    if (audienceOf(socket.data.actor, ticket) === null) endWatch(socket, ticket.id);
  }
  for (const socket of staff) judgeRooms(socket, ticket);
}

function endWatch(socket: ConsoleSocket | WidgetSocket, ticketId: string): void {
  socket.data.watched.delete(ticketId);
  for (const each of [...socket.rooms]) if (isOfTicket(each, ticketId)) void socket.leave(each);
  (socket as Pick<WidgetSocket, "emit">).emit("ended", { ticketId });
}

const isOfTicket = (name: string, ticketId: string) =>
  name.startsWith(room.ticket(ticketId)) || name === room.guests(ticketId);

/** Of a person of two departments one may have been invited since, and the other's invitation have ended. */
function judgeRooms(socket: ConsoleSocket, ticket: TicketHead): void {
  const { actor, watched } = socket.data;
  if (actor.kind !== "department" || !watched.has(ticket.id)) return;
  const own = ticket.invitedDepartmentIds.filter((id) => actor.departmentIds.includes(id));
  const rooms = own.map((id) => room.department(ticket.id, id));
  const held = [...socket.rooms].filter((each) => each.startsWith(room.ticket(ticket.id)));
  for (const each of held) if (!rooms.includes(each)) void socket.leave(each);
  void socket.join(rooms);
}
