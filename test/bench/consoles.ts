import type { Socket } from "socket.io-client";
import { gatherChanges } from "../../agent-console/wire/gather-changes.ts";
import { isTouched, topicsOf } from "../../agent-console/wire/topics.ts";
import { answerOf, ask, type ConsoleClient, connected, consoleAt, watchAs } from "../support/clients.ts";

/**
 * Consoles as the browser's one behaves: a queue, its counts and one open conversation with its case are shown, and asked
 * for again when news says that they are old. They gather and judge the news by the console's own code.
 */
export interface ConsolesOrder {
  url: string;
  token: string;
  /** One console for each. */
  ticketIds: string[];
}

/** Bytes and frames that came in on one console's line. */
export interface Received {
  bytes: number;
  frames: number;
}

async function openConsole({ url, token }: ConsolesOrder, ticketId: string): Promise<Received> {
  const client: ConsoleClient = await connected(consoleAt(url, token));
  const received = { bytes: 0, frames: 0 };
  (client as Socket).io.engine.on("packet", ({ data }: { data?: unknown }) => {
    received.frames += 1;
    received.bytes += typeof data === "string" ? Buffer.byteLength(data) : 0;
  });
  const views = [
    { name: "queue.counts", input: {} },
    { name: "queue.list", input: { queue: "all_open" } },
    { name: "ticket.case", input: { ticketId } },
  ] as const;
  const askFor = async ({ name, input }: (typeof views)[number]) =>
    void answerOf(await ask(client, name, input));
  const changes = gatherChanges((topics) => {
    for (const view of views)
      if (isTouched(topicsOf(view.name, view.input as never), topics)) void askFor(view);
  });
  client.on("changed", ({ topics }) => changes.add(topics));
  answerOf(await watchAs(client, ticketId, null));
  for (const view of views) await askFor(view);
  return received;
}

let all: Received[] = [];

process.on("message", (message: { open?: ConsolesOrder; begin?: true; end?: true }) => {
  if (message.open !== undefined) {
    const { open } = message;
    Promise.all(open.ticketIds.map((ticketId) => openConsole(open, ticketId))).then((opened) => {
      all = opened;
      process.send?.({ opened: opened.length });
    });
  }
  if (message.begin === true) for (const each of all) Object.assign(each, { bytes: 0, frames: 0 });
  if (message.end === true) process.send?.({ received: all });
});
process.send?.({ ready: {} });
