// Plain JavaScript: Node 20 gives threads no TypeScript loader. Typed where it is started, in decode-heic.ts.
import { parentPort, workerData } from "node:worker_threads";
import decodeHeic from "heic-decode";

async function decode({ bytes, maxPixels }) {
  const [first] = await decodeHeic.all({ buffer: bytes });
  // Asked before anything is decoded: a few KB may claim gigapixels.
  if (first === undefined || first.width * first.height > maxPixels)
    throw new Error("no image of a fit size");
  const { width, height, data } = await first.decode();
  return { width, height, pixels: data.buffer };
}

try {
  const decoded = await decode(workerData);
  parentPort.postMessage(decoded, [decoded.pixels]);
} catch (error) {
  // Whatever the file made the decoder do is the file's fault.
  parentPort.postMessage({ problem: String(error) });
}
