import type { Suggestion } from "../contract/insight.ts";
import type { History } from "./history.ts";
import { suggestRegretted, suggestUnused } from "./suggest-narrowing.ts";
import { suggestRaises } from "./suggest-raises.ts";
import type { Ground } from "./suggesting.ts";

/** More than a supervisor weighs in one sitting. */
const shownAtMost = 20;

/** What approvals and outcomes speak for, those that spare most waiting first. */
export function suggestChanges(history: History, ground: Ground): Suggestion[] {
  const raises = suggestRaises(history, ground).sort((a, b) => b.grantedAtOnce - a.grantedAtOnce);
  return [...raises, ...suggestRegretted(history, ground), ...suggestUnused(history, ground)].slice(
    0,
    shownAtMost,
  );
}
