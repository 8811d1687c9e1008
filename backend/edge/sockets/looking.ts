import type { Log } from "../../core/log.ts";
import { room } from "./rooms.ts";
import type { ConsoleNamespace } from "./types.ts";

/** Tells everyone who has the ticket open who else has. Presence is a courtesy: it may be late, and never fails anything. */
export async function tellLooking(staff: ConsoleNamespace, ticketId: string, log: Log): Promise<void> {
  try {
    const sockets = await staff.in(room.ticket(ticketId)).fetchSockets();
    const people = new Map(
      sockets.map(({ data }) => [data.actor.personId, { id: data.actor.personId, name: data.actor.name }]),
    );
    staff.to(room.ticket(ticketId)).emit("looking", { ticketId, people: [...people.values()] });
  } catch (error) {
    log.debug({ err: error }, "presence not told");
  }
}
