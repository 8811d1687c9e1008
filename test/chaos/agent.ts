import type { SignedIn } from "../support/http-desk.ts";
import type { Chance } from "./chance.ts";
import { type Client, createClient, type Surroundings } from "./client.ts";
import type { Actor, Town } from "./town.ts";

interface Parts {
  session: SignedIn;
  town: Town;
  chance: Chance;
  /** Null: they read and do not write. */
  number: number | null;
}

/** Tickets that a console has open at once. */
const openAtOnce = 14;
const hourMs = 3_600_000;
/** Beyond what any clock of the run is wrong by. */
const dueInMs = 24 * hourMs;

/** Reads a dozen tickets at once, answers, takes over, invites departments and takes invitations back, resolves. */
export function createAgent(name: string, parts: Parts, around: Surroundings): Actor {
  const { session, town, number } = parts;
  const chance = parts.chance.of(name);
  /** Invitations of their own that may still be open. */
  let open: string[] = [];

  const client: Client = createClient(
    {
      name,
      kind: "staff",
      auth: {},
      headers: { cookie: `frontline_session=${session.token}` },
      transports: ["websocket"],
      chance,
      isObserved: number === null,
      onAnswered(pending, answered) {
        if (pending.name !== "escalation.open" || !answered.ok) return;
        open.push((answered.answer as { escalationId: string }).escalationId);
      },
    },
    around,
  );

  function openMore(): void {
    const next = chance.pick(town.ticketIds);
    if (next !== undefined) client.hold(next);
  }

  function invite(ticketId: string): void {
    const departmentId = chance.pick(town.departmentIds);
    const pair = `${ticketId}:${departmentId}`;
    if (departmentId === undefined || town.invited.has(pair)) return;
    town.invited.add(pair);
    const question = client.words(ticketId, true);
    client.put(
      "escalation.open",
      { ticketId, departmentId, question, dueAt: Date.now() + dueInMs },
      ticketId,
    );
  }

  function write(ticketId: string): void {
    const dice = chance.next();
    if (dice < 0.6) client.say("message.send", ticketId);
    else if (dice < 0.76) client.say("note.write", ticketId);
    else if (dice < 0.84)
      client.put("ticket.assign", { ticketId, assigneeId: session.me.personId }, ticketId);
    else if (dice < 0.91) invite(ticketId);
    else if (dice < 0.94) {
      const [escalationId, ...others] = open;
      open = others;
      if (escalationId !== undefined) client.put("escalation.withdraw", { escalationId }, ticketId);
    } else if (dice < 0.97) client.put("ticket.resolve", { ticketId }, ticketId);
    else if (number !== null) {
      client.release(ticketId);
      openMore();
    }
  }

  return {
    client,
    act() {
      if (client.held.size < openAtOnce) openMore();
      const ticketId = chance.pick([...client.held.keys()]);
      if (ticketId === undefined || number === null) return;
      write(ticketId);
      if (chance.is(0.01)) client.reload();
    },
  };
}
