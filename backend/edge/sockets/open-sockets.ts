import type { Server as HttpServer } from "node:http";
import { setImmediate as nextTurn, setTimeout as pause } from "node:timers/promises";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import { Server } from "socket.io";
import { topic } from "../../contract/sockets.ts";
import { second } from "../../core/clock.ts";
import { gatherLoads } from "../../core/gather-loads.ts";
import { type Notice, toStaff } from "../../core/notices.ts";
import type { Doors } from "../doors.ts";
import { admitRequest } from "./admit-request.ts";
import { createHeadComparison } from "./compare-heads.ts";
import { createConcerned } from "./concerned.ts";
import { openConsoleDoor } from "./console-door.ts";
import { cutSlow } from "./cut-slow.ts";
import { judgeActors } from "./judge-anew.ts";
import { createShopperJudgement } from "./judge-shoppers.ts";
import { createStaffJudgement } from "./judge-staff.ts";
import { keepLittle } from "./keep-little.ts";
import { openNodeLine } from "./node-line.ts";
import { createPublish } from "./publish.ts";
import { openRedisLines } from "./redis-lines.ts";
import { plainSettings } from "./settings.ts";
import type { ConsoleNamespace, ConsoleSocket, WidgetNamespace, WidgetSocket } from "./types.ts";
import { openWidgetDoor } from "./widget-door.ts";

const usualHeadsEveryMs = 3 * second;
/** Shoppers' clients spread their return over this time, so that a deployment is no stampede. */
const reconnectWithinMs = 5 * second;
const judgedAtOnce = 500;
/** Staff is few: so often everybody is judged, because a hand in the database raises no stamp, nor does a node of an older version. */
const everybodyJudgedEveryMs = 10 * second;
const flushWithinMs = 2 * second;
/** What consoles show that no entry carries; asked for again when word of it may have been lost. */
const topicsOfAll = [topic.queues, topic.approvals, topic.payouts, topic.staff, topic.storefronts];

type Listener = ConsoleSocket | WidgetSocket;

export interface Sockets {
  publish: (notices: Notice[]) => void;
  /** Tells every client to come back elsewhere, and closes. */
  drain(): Promise<void>;
}

interface Manner {
  headsEveryMs: number | undefined;
  /** What another node has committed. */
  onTold: (notices: readonly Notice[]) => void;
}

export function openSockets(
  doors: Doors,
  server: HttpServer,
  redis: { url: string; prefix: string } | null,
  { headsEveryMs = usualHeadsEveryMs, onTold }: Manner,
): Sockets {
  const { log, metrics, clock } = doors;
  const lines = redis === null ? null : openRedisLines(redis.url, log);
  const io = new Server(server, {
    ...plainSettings,
    allowRequest: admitRequest,
    // Which pages may connect is judged per storefront at the door; polling needs the header to be readable at all.
    cors: { origin: true, credentials: false, maxAge: 600 },
    connectionStateRecovery: undefined,
    adapter:
      lines === null || redis === null
        ? undefined
        : // For presence and typing; installations that share a Redis must not hear each other on any channel.
          createAdapter(lines.redis, { streamName: `${redis.prefix}:sockets`, channelPrefix: redis.prefix }),
  });
  keepLittle(io);
  cutSlow({ io, metrics, log });
  const widget: WidgetNamespace = io.of("/widget");
  const staff: ConsoleNamespace = io.of("/console");
  const heads = createHeadComparison({
    ...doors,
    staff,
    widget,
    publish: (notices) => publishHere(notices),
    everyMs: headsEveryMs,
  });
  const judgement = createStaffJudgement({ judge: judgeStaff(doors, staff), log });
  const shopperJudgement = createShopperJudgement({
    reader: doors.database.reader,
    clock,
    widget,
    judge: (sockets) => judgeActors(doors, sockets),
    log,
  });
  const { tellJudged } = judgement;
  const publishProjected = createPublish({ staff, widget, tellJudged, onHead: heads.onHead });
  const line =
    lines === null || redis === null
      ? null
      : openNodeLine({
          redis: lines.redis,
          prefix: redis.prefix,
          log,
          onTold: (notices) => {
            onTold(notices);
            publishHere(notices);
          },
          onBack: () => publishHere([toStaff(...topicsOfAll)]),
        });
  const parts = { doors, widget, staff, onWatched: heads.onWatched };
  openWidgetDoor(parts);
  openConsoleDoor(parts);
  // A right may have ended between the judging at the door and the joining of the rooms that would have heard of it.
  for (const each of [staff, widget]) each.on("connection", (socket: Listener) => void judgeAgain(socket));
  heads.start();
  judgement.start();
  shopperJudgement.start();

  function publishHere(notices: Notice[]): void {
    const now = clock.now();
    for (const notice of notices) {
      const last = notice.kind === "entries" ? notice.entries.at(-1) : undefined;
      if (last !== undefined) metrics.publishLagSeconds.observe(Math.max(0, now - last.at) / second);
    }
    publishProjected(notices);
  }

  const judgeTogether = gatherLoads<Listener, void>(judgedAtOnce, async (sockets) => {
    await judgeActors(doors, sockets);
    return sockets.map(() => undefined);
  });
  async function judgeAgain(socket: Listener): Promise<void> {
    await judgeTogether(socket).catch((error: unknown) => log.warn({ err: error }, "not judged again"));
  }

  return {
    publish(notices) {
      publishHere(notices);
      line?.tell(notices);
    },
    async drain() {
      await Promise.all([heads.stop(), judgement.stop(), shopperJudgement.stop()]);
      publishProjected.flush();
      // The answers of the commands that have just ended are handed to their sockets in this turn.
      await nextTurn();
      staff.local.emit("leaving", { reconnectWithinMs });
      widget.local.emit("leaving", { reconnectWithinMs });
      staff.local.disconnectSockets(true);
      widget.local.disconnectSockets(true);
      await flushed(io);
      await io.close();
      lines?.close();
    },
  };
}

/** On SQLite nothing is stamped, and judging everybody crosses nothing. */
function judgeStaff(doors: Doors, staff: ConsoleNamespace): () => Promise<void> {
  const sockets = () => staff.sockets.values();
  if (doors.database.engine === "sqlite") return () => judgeActors(doors, [...sockets()]);
  const { reader } = doors.database;
  const concerned = createConcerned({
    reader,
    clock: doors.clock,
    sockets,
    everybodyEveryMs: everybodyJudgedEveryMs,
  });
  return () => concerned.look((some) => judgeActors(doors, some));
}

/** Closing throws away what is still in the buffers: acknowledgements, and that we leave. A stuck client is not waited for. */
async function flushed(io: Server): Promise<void> {
  const giveUpAt = performance.now() + flushWithinMs;
  while (io.engine.clientsCount > 0 && performance.now() < giveUpAt) await pause(10);
}
