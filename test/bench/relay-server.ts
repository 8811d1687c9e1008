import { createServer } from "node:http";
import { Server } from "socket.io";
import { plainSettings } from "../../backend/edge/sockets/settings.ts";
import { type Kept, type LineTable, openLineTable } from "./line-table.ts";
import { openTimelineTable } from "./timeline-table.ts";

/**
 * Passes a message to its room and acknowledges: no session, no rights. `bare` keeps nothing; `floor` makes every message
 * durable before it does; `timeline` gives it what a timeline has of a line.
 */
export type RelayKind = "bare" | "floor" | "timeline";

async function openTable(kind: RelayKind, url: string): Promise<LineTable | null> {
  if (kind === "bare") return null;
  return kind === "floor" ? openLineTable(url) : openTimelineTable(url);
}

const [kind, url = ""] = process.argv.slice(2) as [RelayKind, string?];
const table = await openTable(kind, url);
const http = createServer();
const io = new Server(http, { ...plainSettings, transports: ["websocket"] });

io.use((socket, next) => {
  const { pair } = socket.handshake.auth as { pair: string };
  if (table === null) next();
  else table.open(pair).then(() => next(), next);
});
io.on("connection", (socket) => {
  const { pair } = socket.handshake.auth as { pair: string };
  void socket.join(pair);
  socket.on("message", ({ id, text }: { id: string; text: string }, ack: (answer: object) => void) => {
    const passOn = ({ told, answer }: Kept) => {
      socket.to(pair).emit("message", told);
      ack(answer);
    };
    if (table === null) passOn({ told: { text }, answer: { ok: true } });
    else table.keep({ pair, id, text }, passOn);
  });
});

http.listen(0, "127.0.0.1", () => {
  const address = http.address();
  process.send?.({ port: typeof address === "object" ? address?.port : null });
});
