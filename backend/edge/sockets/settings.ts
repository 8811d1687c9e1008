import { minute, second } from "../../core/clock.ts";

/** A frame is a command or a query; photos go over HTTP. */
const largestFrameBytes = 256 * 1024;

/** How Socket.IO runs here; the benches run their references under the same. */
export const plainSettings = {
  // Every answer is small JSON: compressing it cost 8 times the speed and 16 times the memory.
  perMessageDeflate: false,
  maxHttpBufferSize: largestFrameBytes,
  serveClient: false,
  pingInterval: 20 * second,
  pingTimeout: 20 * second,
  connectTimeout: minute / 2,
} as const;
