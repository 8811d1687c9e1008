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
}

/** Whoever only listens never learns that nobody speaks any more: so it asks. */
const askEveryMs = 5 * second;

/**
 * A commit's notices go to the other nodes as they are, in one message; each projects them for its own clients. So our own
 * clients never wait for Redis, every node knows which entries its clients were given, and while Redis is away nothing
 * heaps up: what is lost then is found by the comparison of heads and by judging anew.
 */
export function openNodeLine({ redis, prefix, log, onTold, onBack }: Parts): NodeLine {
  const node = newId();
  const channel = `${prefix}:notices`;
  const subscriber = redis.duplicate({ autoResubscribe: false });
  let wasReady = false;

  subscriber.on("error", (error) => log.warn({ err: error.message }, "redis"));
  subscriber.on("ready", () => {
    subscriber.subscribe(channel).then(
      () => {
        if (wasReady) onBack();
        wasReady = true;
      },
      (error: Error) => log.warn({ err: error.message }, "other nodes not heard"),
    );
  });
  const asking = setInterval(() => {
    if (subscriber.status === "end") clearInterval(asking);
    if (subscriber.status !== "ready") return;
    subscriber.ping().catch((error: Error) => log.warn({ err: error.message }, "redis does not answer"));
  }, askEveryMs).unref();
  const own = Buffer.from(JSON.stringify({ node }).slice(0, -1));
  subscriber.on("messageBuffer", (_channel: Buffer, bytes: Buffer) => {
    // Most of what comes is our own: not even made a text of, to be thrown away.
    if (bytes.subarray(0, own.length).equals(own)) return;
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
    if (notices.length === 0 || redis.status !== "ready") return;
    redis
      .publish(channel, JSON.stringify({ node, notices }))
      .catch((error: Error) => log.warn({ err: error.message }, "other nodes not told"));
  }

  return {
    tell(notices) {
      if (gathered.length === 0) setImmediate(sendGathered);
      gathered.push(...notices);
    },
  };
}
