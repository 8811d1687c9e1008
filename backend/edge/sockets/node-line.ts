import type { Redis } from "ioredis";
import { second } from "../../core/clock.ts";
import { newId } from "../../core/ids.ts";
import type { Log } from "../../core/log.ts";
import type { Notice } from "../../core/notices.ts";

/** What one node tells the others of its commits. */
export interface NodeLine {
  tell(notices: readonly Notice[]): void;
}

interface Parts {
  /** Also used by others, who close it and what is made from it. */
  redis: Redis;
  prefix: string;
  log: Log;
  onTold: (notices: Notice[]) => void;
  /** The line stands again after having been away: what was told meanwhile is lost. */
  onBack: () => void;
  /** For tests. */
  manner?: Manner;
}

interface Manner {
  /** So often a node says that it is there; it also learns so whether its line still speaks. */
  greetEveryMs: number;
  /** Three greetings not heard. Whoever has just come presumes others: they may not have greeted yet. */
  aloneAfterMs: number;
}

const usualManner: Manner = { greetEveryMs: 5 * second, aloneAfterMs: 16 * second };

/** What shuts somebody out is told to whoever may be there: nobody waits with that for a greeting. */
const isAlwaysTold = ({ kind }: Notice): boolean =>
  kind !== "entries" && kind !== "marks" && kind !== "topics";

/**
 * A commit's notices go to the other nodes as they are, in one message; each projects them for its own clients. So our own
 * clients never wait for Redis, every node knows which entries its clients were given, and while Redis is away nothing
 * heaps up: what is lost then is found by the comparison of heads and by judging anew. A node that hears no other one says
 * little: writing lines out for nobody took a twentieth of its time (bench chat).
 */
export function openNodeLine({ redis, prefix, log, onTold, onBack, manner }: Parts): NodeLine {
  const { greetEveryMs, aloneAfterMs } = manner ?? usualManner;
  const node = newId();
  const channel = `${prefix}:notices`;
  const subscriber = redis.duplicate({ autoResubscribe: false });
  let wasReady = false;
  let othersUntil = 0;
  const noteOthers = () => {
    othersUntil = performance.now() + aloneAfterMs;
  };
  const isAlone = () => subscriber.status === "ready" && performance.now() > othersUntil;

  const publish = (told: { notices: readonly Notice[] }) => {
    redis.publish(channel, JSON.stringify({ node, ...told })).then(
      (listeners) => {
        // One of them is ours.
        if (listeners > 1) noteOthers();
      },
      (error: Error) => log.warn({ err: error.message }, "other nodes not told"),
    );
  };
  /** Nothing is told, but that somebody is there to be told. */
  const greet = () => {
    if (redis.status === "ready") publish({ notices: [] });
  };

  subscriber.on("error", (error) => log.warn({ err: error.message }, "redis"));
  subscriber.on("ready", () => {
    subscriber.subscribe(channel).then(
      () => {
        if (wasReady) onBack();
        wasReady = true;
        // Who was there before may still be: they have not been heard only because we were away.
        noteOthers();
        greet();
      },
      (error: Error) => log.warn({ err: error.message }, "other nodes not heard"),
    );
  });
  const greeting = setInterval(() => {
    if (subscriber.status === "end") clearInterval(greeting);
    if (subscriber.status !== "ready") return;
    greet();
    // Whoever only listens never learns that nobody speaks any more: so it asks.
    subscriber.ping().catch((error: Error) => log.warn({ err: error.message }, "redis does not answer"));
  }, greetEveryMs).unref();
  const own = Buffer.from(JSON.stringify({ node }).slice(0, -1));
  subscriber.on("messageBuffer", (_channel: Buffer, bytes: Buffer) => {
    // Most of what comes is our own: not even made a text of, to be thrown away.
    if (bytes.subarray(0, own.length).equals(own)) return;
    noteOthers();
    try {
      onTold((JSON.parse(bytes.toString()) as { notices: Notice[] }).notices);
    } catch (error) {
      log.error({ err: error }, "another node's notices not understood");
    }
  });

  /** The commands of one commit end in one turn: what they tell goes out as one message. */
  let gathered: Notice[] = [];

  function sendGathered(): void {
    const notices = gathered;
    gathered = [];
    if (redis.status === "ready") publish({ notices });
  }

  return {
    tell(notices) {
      const told = isAlone() ? notices.filter(isAlwaysTold) : notices;
      if (told.length === 0) return;
      if (gathered.length === 0) setImmediate(sendGathered);
      gathered.push(...told);
    },
  };
}
