import { answerOf, type Client, send, type WidgetClient } from "../../support/clients.ts";
import type { Staff, Target } from "./target.ts";

export interface Pushed {
  ticketId: string;
  entries: { seq: number; kind: string; body: { text?: string } }[];
}

export const seqsOf = (pushed: readonly Pushed[]) =>
  pushed.flatMap(({ entries }) => entries.map(({ seq }) => seq));
export const textsOf = (pushed: readonly Pushed[]) =>
  pushed.flatMap(({ entries }) =>
    entries.flatMap(({ body }) => (body?.text === undefined ? [] : [body.text])),
  );

export const wordsIn = (ticketId: string, text: string) => ({ ticketId, text, photoIds: [] });

export async function openTicket(widget: WidgetClient): Promise<string> {
  const opened = await send<{ ticketId: string }>(widget, "ticket.open", { text: "Hello", photoIds: [] });
  return answerOf(opened).ticketId;
}

export async function sayAll(client: Client, ticketId: string, texts: readonly string[]): Promise<number[]> {
  const answers = await Promise.all(
    texts.map((text) => send<{ seq: number }>(client, "message.send", wordsIn(ticketId, text))),
  );
  return answers.map((answered) => answerOf(answered).seq);
}

/** Skips the test that calls it where the suite was given no admin. */
export function needsStaff(target: Target, test: Mocha.Context): Staff {
  if (target.staff === null) return test.skip();
  return target.staff;
}
