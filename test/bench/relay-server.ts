import { createServer } from "node:http";
import { Server } from "socket.io";

/** Bare Socket.IO: passes a message to its room and acknowledges. No session, no rights, no database. */
const http = createServer();
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false });

io.on("connection", (socket) => {
  const { pair } = socket.handshake.auth as { pair: string };
  void socket.join(pair);
  socket.on("message", (message: { text: string }, ack: (answer: { ok: true }) => void) => {
    socket.to(pair).emit("message", message);
    ack({ ok: true });
  });
});

http.listen(0, "127.0.0.1", () => {
  const address = http.address();
  process.send?.({ port: typeof address === "object" ? address?.port : null });
});
