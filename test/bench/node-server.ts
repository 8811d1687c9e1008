import { startApp } from "../../backend/app.ts";
import { loadConfig } from "../../backend/config.ts";

/** One node of Frontline as production starts it, under the environment it is given. */
const app = await startApp(loadConfig(process.env, { isDemo: false }));
process.send?.({ ready: { port: app.port, metricsPort: app.metricsPort } });
