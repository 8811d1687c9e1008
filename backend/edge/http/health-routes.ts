import { Router } from "express";
import type { Doors } from "../doors.ts";

interface Checks {
  database: () => Promise<void>;
  queue: () => Promise<void>;
  files: () => Promise<void>;
}

const checkWithinMs = 2000;

async function isWell(check: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("late")), checkWithinMs);
  });
  try {
    await Promise.race([check(), late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** `/healthz`: the process is alive. `/readyz`: it can serve; migrations have run, else it would not be listening. */
export function createHealthRoutes(doors: Doors, checks: Checks): Router {
  const routes = Router();
  routes.get("/healthz", (_request, response) => {
    response.json({ alive: true });
  });
  routes.get("/readyz", async (_request, response) => {
    const [database, queue, files] = await Promise.all([
      isWell(checks.database),
      isWell(checks.queue),
      isWell(checks.files),
    ]);
    const ready = database && queue && files && !doors.isDraining();
    response.status(ready ? 200 : 503).json({
      ready,
      database,
      queue,
      files,
      migrations: true,
      draining: doors.isDraining(),
    });
  });
  return routes;
}
