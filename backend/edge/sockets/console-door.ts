import { isPerson, type PersonActor } from "../../core/actor.ts";
import { Refusal, refuse } from "../../core/refusal.ts";
import { readTicketFor, resumeTicket } from "../../desk/resume-ticket.ts";
import { callCommand, callQuery } from "../call.ts";
import type { Doors } from "../doors.ts";
import { callerFromCookie } from "../http/caller.ts";
import { isOwnPage } from "../own-page.ts";
import { answerAck, fieldsOf, ticketIdOf } from "./ask.ts";
import { askingOfSocket, letIn } from "./handshake.ts";
import { tellLooking } from "./looking.ts";
import { room } from "./rooms.ts";
import { throttle } from "./throttle.ts";
import type { ConsoleSocket, SocketDoors } from "./types.ts";
import { createWatchTurns } from "./watch-turns.ts";

const watchedAtMost = 100;

export function openConsoleDoor({ doors, widget, staff, onWatched }: SocketDoors): void {
  staff.use((socket, next) => void letIn(socket, doors, next, () => judge(doors, socket)));
  staff.on("connection", (socket) => {
    const { actor } = socket.data;
    doors.metrics.connections.inc({ namespace: "console" });
    void socket.join([room.person(actor.personId), room.session(actor.sessionId)]);
    if (actor.kind === "department") void socket.join(room.departments);
    socket.on("disconnect", () => {
      doors.metrics.connections.dec({ namespace: "console" });
      // All of them leave at once then, and are seen again where they come back.
      if (doors.isDraining()) return;
      for (const ticketId of socket.data.watched) void tellLooking(staff, ticketId, doors.log);
    });
    listen({ doors, widget, staff, onWatched }, socket);
  });
}

async function judge(doors: Doors, socket: ConsoleSocket): Promise<void> {
  const { headers } = socket.handshake;
  // The cookie rides along from any page of any site (WebSockets know no CORS), so the page must be ours.
  if (!isOwnPage(headers, doors.publicUrl)) throw new Refusal("origin_not_allowed", {});
  const asking = askingOfSocket(socket, callerFromCookie(headers.cookie), doors);
  const actor = await doors.loadActor(asking.caller);
  if (!isPerson(actor)) throw new Refusal("signed_out", {});
  socket.data = { asking, actor, watched: new Set() };
}

/** The rooms of one ticket that this actor hears: staff hears all, a department only its own projection. */
function roomsOf(ticketId: string, actor: PersonActor, invited: readonly string[]): string[] {
  if (actor.kind !== "department") return [room.ticket(ticketId)];
  const own = invited.filter((id) => actor.departmentIds.includes(id));
  return [...own.map((id) => room.department(ticketId, id)), room.guests(ticketId)];
}

function listen({ doors, staff, widget, onWatched }: SocketDoors, socket: ConsoleSocket): void {
  const { asking, watched } = socket.data;
  throttle(socket, asking.locale, doors.log);
  const answer = (ack: unknown, work: () => Promise<unknown>) =>
    void answerAck(ack, asking.locale, doors.log, work);

  const turns = createWatchTurns();
  const roomsNow = (ticketId: string) =>
    [...socket.rooms].filter((name) => name.startsWith(room.ticket(ticketId)));
  const isIn = (ticketId: string) => roomsNow(ticketId).length > 0;

  async function leave(ticketId: string): Promise<void> {
    watched.delete(ticketId);
    for (const each of [...roomsNow(ticketId), room.guests(ticketId)]) await socket.leave(each);
    await tellLooking(staff, ticketId, doors.log);
  }

  async function watch(ticketId: string, after: number | null) {
    const actor = await doors.loadActor(asking.caller);
    if (!isPerson(actor)) refuse("signed_out", {});
    const ticket = await readTicketFor(doors.database.reader, ticketId, actor);
    // Heard first, then read: what is committed between is heard twice at worst, and the client drops it.
    await socket.join(roomsOf(ticketId, actor, ticket.invitedDepartmentIds));
    watched.add(ticketId);
    const { resumed, seq } = await resumeTicket(doors.database.reader, ticketId, after, actor);
    onWatched(ticketId, seq);
    doors.metrics.resumes.inc({ namespace: "console", kind: resumed.kind });
    if (turns.isWanted(ticketId)) void tellLooking(staff, ticketId, doors.log);
    else await leave(ticketId);
    return resumed;
  }

  socket.on("command", (call, ack) => {
    const { id, name, input } = fieldsOf(call);
    answer(ack, () => callCommand(doors, asking, { id, name, input }));
  });
  socket.on("query", (call, ack) => {
    const { name, input } = fieldsOf(call);
    answer(ack, () => callQuery(doors, asking, { name, input }));
  });
  socket.on("watch", (call, ack) => {
    answer(ack, async () => {
      const ticketId = ticketIdOf(call);
      if (ticketId === null) refuse("not_found", {});
      if (watched.size >= watchedAtMost && !watched.has(ticketId)) refuse("busy", {});
      const { after } = fieldsOf(call);
      const turn = turns.begin(ticketId);
      try {
        return await watch(ticketId, typeof after === "number" ? after : null);
      } catch (error) {
        if (!turns.fail(ticketId, turn) && watched.has(ticketId)) await leave(ticketId);
        throw error;
      }
    });
  });
  socket.on("unwatch", (call) => {
    const ticketId = ticketIdOf(call);
    if (ticketId === null) return;
    turns.end(ticketId);
    if (watched.has(ticketId)) void leave(ticketId);
  });
  socket.on("typing", (call) => {
    const ticketId = ticketIdOf(call);
    // The rooms, not what was watched once: a right may have ended since.
    if (ticketId === null || !isIn(ticketId)) return;
    const { actor } = socket.data;
    const by = { kind: "staff" as const, id: actor.personId, name: actor.name };
    socket.volatile.to(room.ticket(ticketId)).emit("typing", { ticketId, by });
    if (actor.kind !== "department") {
      widget.volatile.to(room.ticket(ticketId)).emit("typing", { ticketId, name: actor.name });
    }
  });
}
