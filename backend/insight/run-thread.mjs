// Plain JavaScript, because Node 20 gives threads no TypeScript loader: it brings one, and then the work.
import { register } from "tsx/esm/api";

register();
await import("./run-thread.ts");
