import { createServer } from "node:http";
import { Server } from "socket.io";
import { plainSettings } from "../../backend/edge/sockets/settings.ts";
import { openLineTable } from "./line-table.ts";

/**
 * Passes a message to its room and acknowledges: no session, no rights, no sequence, no timeline. Bare without a database;
 * with `DATABASE_URL` it keeps every message before it does, and is the durable floor.
 */
const url = process.env.DATABASE_URL ?? "";
const table = url === "" ? null : await openLineTable(url);
const http = createServer();
const io = new Server(http, { ...plainSettings, transports: ["websocket"] });

io.on("connection", (socket) => {
  const { pair } = socket.handshake.auth as { pair: string };
  void socket.join(pair);
  socket.on("message", (message: { text: string }, ack: (answer: { ok: true }) => void) => {
    const passOn = () => {
      socket.to(pair).emit("message", message);
      ack({ ok: true });
    };
    if (table === null) passOn();
    else table.keep({ pair, text: message.text }, passOn);
  });
});

http.listen(0, "127.0.0.1", () => {
  const address = http.address();
  process.send?.({ port: typeof address === "object" ? address?.port : null });
});
