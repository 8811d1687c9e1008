import type { StaffEntry } from "../../backend/contract/entries.ts";
import { answerOf, connected, consoleAt, send, watchAs, widgetAt } from "../support/clients.ts";
import type { Pair } from "./pairs.ts";
import type { Conversation } from "./shoppers.ts";

interface Ends {
  shopperUrl: string;
  /** Of another node, where the line has to pass between them. */
  agentUrl: string;
  agentToken: string;
  conversation: Conversation;
  origin: string;
}

/** A shopper's widget and an agent's console over real sockets, with the full path between them. */
export async function openLivePair(ends: Ends): Promise<Pair> {
  const { ticketId, bearer } = ends.conversation;
  const shopper = await connected(widgetAt(ends.shopperUrl, bearer, { origin: ends.origin }));
  const agent = await connected(consoleAt(ends.agentUrl, ends.agentToken));
  answerOf(await watchAs(shopper, ticketId, null));
  answerOf(await watchAs(agent, ticketId, null));
  const awaited = new Map<string, () => void>();
  agent.on("entries", ({ entries }: { entries: StaffEntry[] }) => {
    for (const entry of entries) {
      if (entry.kind !== "message.sent" || entry.body.text === null) continue;
      awaited.get(entry.body.text)?.();
      awaited.delete(entry.body.text);
    }
  });
  return {
    async say(text) {
      const sentAt = performance.now();
      const delivery = new Promise<number>((resolve) => {
        awaited.set(text, () => resolve(performance.now() - sentAt));
      });
      const acknowledged = send(shopper, "message.send", { ticketId, text, photoIds: [] });
      const [deliveredMs] = await Promise.all([delivery, acknowledged.then(answerOf)]);
      return { deliveredMs };
    },
    close() {
      shopper.close();
      agent.close();
    },
  };
}
