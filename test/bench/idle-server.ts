import { createServer } from "node:http";
import { Server } from "socket.io";
import { plainSettings } from "../../backend/edge/sockets/settings.ts";

/** Bare Socket.IO under Frontline's own settings: who connects is in; nobody asks who it is. */
const http = createServer();
const io = new Server(http, plainSettings);

io.of("/widget").on("connection", (socket) => {
  socket.on("message", (message: { to: string }, ack: (answer: { ok: true }) => void) => {
    io.of("/widget").to(message.to).emit("message", message);
    ack({ ok: true });
  });
});

http.listen({ host: "127.0.0.1", port: 0, backlog: 4096 }, () => {
  const address = http.address();
  process.send?.({ ready: { port: typeof address === "object" ? address?.port : null } });
});
