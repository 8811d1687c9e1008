/** A line with words that nobody else ever says, so that it can be counted wherever it turns up. */
export interface Said {
  words: string;
  author: string;
  /** `inner` lines are for staff and invited departments alone. */
  isInner: boolean;
  /** Driver's clock, when it was given to the outbox. */
  putAt: number;
  /** Known once it is acknowledged, or at once where the ticket was open before. */
  ticketId: string | null;
  ackedAt: number | null;
  refusedAs: string | null;
}

/** Something that was shown to a client: by a push, or in answer to its question. */
export interface Sight {
  ticketId: string;
  seq: number;
  words: string | null;
  at: number;
}

/** From when on a person must get nothing new, on the driver's clock. */
export interface Ending {
  client: string;
  at: number;
}

export type Ledger = ReturnType<typeof createLedger>;

export const wordsOf = (entry: { body?: unknown }): string | null => {
  const body = (entry.body ?? {}) as { text?: unknown; question?: unknown; result?: unknown };
  const words = body.text ?? body.question ?? body.result;
  return typeof words === "string" ? words : null;
};

/** What was said, acknowledged and shown in a run, kept outside of all clients. */
export function createLedger() {
  const said = new Map<string, Said>();
  const sights = new Map<string, Sight[]>();
  const endings: Ending[] = [];
  const faults: string[] = [];
  const ackMs: number[] = [];
  /** From the acknowledgement, or the reader's connection if that is newer, until it stood in a reader's view. */
  const lags: { ms: number; words: string; reader: string; at: number }[] = [];

  return {
    said,
    sights,
    endings,
    faults,
    ackMs,
    lags,

    put(author: string, number: number, isInner: boolean, ticketId: string | null): string {
      const words = `${isInner ? "inner" : "open"}:${author}:${number}`;
      said.set(words, {
        words,
        author,
        isInner,
        putAt: Date.now(),
        ticketId,
        ackedAt: null,
        refusedAs: null,
      });
      return words;
    },

    /** `ticketId`: where the answer or the command names it. */
    acknowledged(words: string, ticketId: string | null) {
      const line = said.get(words);
      if (line === undefined || line.ackedAt !== null) return;
      line.ackedAt = Date.now();
      line.ticketId = ticketId ?? line.ticketId;
      ackMs.push(line.ackedAt - line.putAt);
    },

    refused(words: string, code: string) {
      const line = said.get(words);
      if (line !== undefined) line.refusedAs = code;
    },

    shown(client: string, sight: Sight) {
      const before = sights.get(client);
      if (before === undefined) sights.set(client, [sight]);
      else before.push(sight);
    },

    applied(reader: string, words: string | null, readerSince: number) {
      const line = words === null ? undefined : said.get(words);
      if (line === undefined) return;
      const ms = line.ackedAt === null ? 0 : Date.now() - Math.max(line.ackedAt, readerSince);
      lags.push({ ms, words: line.words, reader, at: Date.now() });
    },

    ended: (client: string, at: number) => void endings.push({ client, at }),
    /** What must not be, seen while the run goes on. */
    fault: (what: string) => void faults.push(what),
  };
}
