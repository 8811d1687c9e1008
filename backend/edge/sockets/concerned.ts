import type { Clock } from "../../core/clock.ts";
import { readStamps } from "../../core/database/identity-stamps.ts";
import type { Reader } from "../../core/database/reader.ts";
import { stampsBehind } from "../../core/remembered-actors.ts";
import type { ConsoleSocket, WidgetSocket } from "./types.ts";

interface Parts<S> {
  reader: Reader;
  clock: Clock;
  sockets: () => Iterable<S>;
  /** Bounds what one look costs where thousands change at once; the others' turn comes with the next ones. */
  atMost?: number;
  /** Everybody's turn comes so often, whatever has happened. Left out: never. */
  everybodyEveryMs?: number;
}

/**
 * Whom something may have happened to since they were judged last: every change of a row that says who somebody is raises a stamp in the
 * same commit (core/database/identity-stamps.ts), and a session ends by itself when its time is over. Everybody else is who they were.
 */
export function createConcerned<S extends ConsoleSocket | WidgetSocket>({
  reader,
  clock,
  sockets,
  atMost = Number.POSITIVE_INFINITY,
  everybodyEveryMs = Number.POSITIVE_INFINITY,
}: Parts<S>) {
  let latest: readonly number[] | null = null;
  let everybodyAt = performance.now();
  const concerned = new Set<S>();

  return {
    /** Has those judged whose turn it is. If it fails, with `judge` or with reading, they are the first of the next time. */
    async look(judge: (some: S[]) => Promise<void>): Promise<void> {
      const begunAt = performance.now();
      const before = latest;
      const now = await readStamps(reader);
      const risen = now.map((version, stamp) => before !== null && version !== before[stamp]);
      const isAnyRisen = risen.includes(true);
      const isTurnOfAll = begunAt - everybodyAt >= everybodyEveryMs;
      const at = clock.now();
      for (const socket of sockets()) {
        const { actor } = socket.data;
        const isTouched = () => isAnyRisen && stampsBehind(actor).some((stamp) => risen[stamp]);
        if (isTurnOfAll || actor.sessionEndsAt <= at || isTouched()) concerned.add(socket);
      }
      latest = now;
      if (isTurnOfAll) everybodyAt = begunAt;
      const some = [...concerned].slice(0, atMost);
      await judge(some.filter(({ connected }) => connected));
      for (const socket of some) concerned.delete(socket);
    },
  };
}
