import type { Chance } from "./chance.ts";
import { type Client, createClient, type Surroundings } from "./client.ts";
import type { Actor, Town } from "./town.ts";

interface Parts {
  bearer: string;
  key: string;
  origin: string;
  town: Town;
  chance: Chance;
}

/** How many lines they write before they wait, so that a ticket stays within what one view shows. */
const linesAtMost = 400;

/** Opens a conversation, writes on before it is open, and goes on writing. Some have an office that lets no WebSocket through. */
export function createShopper(
  name: string,
  parts: Parts,
  around: Surroundings,
): Actor & { ticketId(): string | null } {
  const { bearer, key, origin, town } = parts;
  const chance = parts.chance.of(name);
  const lane = `new:${name}`;
  let ticketId: string | null = null;
  let lines = 0;

  const client: Client = createClient(
    {
      name,
      kind: "shopper",
      auth: { bearer, key },
      headers: { origin },
      transports: chance.is(0.15) ? ["polling", "websocket"] : ["websocket"],
      chance,
      isObserved: false,
      onAnswered(pending, answered) {
        if (pending.name !== "ticket.open" || !answered.ok) return;
        const opened = answered.answer as { ticketId: string };
        ticketId = opened.ticketId;
        town.ticketIds.push(ticketId);
        client.hold(ticketId);
      },
    },
    around,
  );

  return {
    client,
    ticketId: () => ticketId,
    act() {
      lines += 1;
      if (lines > linesAtMost) return;
      if (lines === 1) {
        client.say("ticket.open", "", lane);
        if (chance.is(0.5)) client.say("message.send", "", lane);
        return;
      }
      client.say("message.send", ticketId ?? "", ticketId ?? lane);
      if (ticketId !== null && chance.is(0.3)) client.line.typing(ticketId);
      if (chance.is(0.02)) client.reload();
    },
  };
}
