import type { SignedIn } from "../support/http-desk.ts";
import type { Chance } from "./chance.ts";
import { type Client, createClient, type Surroundings } from "./client.ts";
import type { View } from "./held-ticket.ts";
import type { Actor } from "./town.ts";

interface Parts {
  session: SignedIn;
  departmentId: string;
  chance: Chance;
}

interface Shown extends View {
  escalations: { id: string; departmentId: string; state: string }[];
}

/** Opens what lies in their queue, answers, writes notes, and is done after a while: then the ticket is theirs no longer. */
export function createDepartmentMember(name: string, parts: Parts, around: Surroundings): Actor {
  const { session, departmentId } = parts;
  const chance = parts.chance.of(name);
  const client: Client = createClient(
    {
      name,
      kind: "department",
      auth: {},
      headers: { cookie: `frontline_session=${session.token}` },
      transports: ["websocket"],
      chance,
      isObserved: true,
    },
    around,
  );

  async function look(): Promise<void> {
    const { tickets } = await client.line.query("queue.list", {
      queue: "waiting_for_department",
      limit: 40,
    });
    for (const { ticketId } of tickets) client.hold(ticketId);
  }

  return {
    client,
    async act() {
      if (chance.is(0.4)) await look();
      const readable = [...client.held.values()].filter(({ state }) => state.status === "live");
      const one = chance.pick(readable);
      const view = one?.state.view as Shown | null | undefined;
      const mine = view?.escalations.find(
        (each) => each.departmentId === departmentId && each.state === "open",
      );
      if (one === undefined || mine === undefined) return;
      const { ticketId } = one;
      const dice = chance.next();
      if (dice < 0.45)
        client.put(
          "escalation.answer",
          { escalationId: mine.id, text: client.words(ticketId, true) },
          ticketId,
        );
      else if (dice < 0.7) client.say("note.write", ticketId);
      else if (dice < 0.8)
        client.put(
          "escalation.finish",
          { escalationId: mine.id, result: client.words(ticketId, true) },
          ticketId,
        );
    },
  };
}
