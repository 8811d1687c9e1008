import { setTimeout as pause } from "node:timers/promises";

const patienceMs = 8000;
const everyMs = 10;

/** Waits for the state that a test is about; fails when it does not come. */
export async function eventually(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const until = Date.now() + patienceMs;
  while (!(await isSo())) {
    if (Date.now() > until) throw new Error(`did not come about: ${isSo}`);
    await pause(everyMs);
  }
}
