import { compilePolicy } from "../authority/compile-policy.ts";
import { type CaseList, caseLists } from "../contract/insight.ts";
import { drawFrontier } from "./frontier.ts";
import { answers, endings, type History } from "./history.ts";
import { type Replayed, replayPolicy } from "./replay-policy.ts";
import { compareReplay } from "./replay-result.ts";
import { suggestChanges } from "./suggest-changes.ts";
import type { NamedCase } from "./tables.ts";
import type { Found, Frame, Task } from "./thread-talk.ts";
import { fromBits } from "./turned-out.ts";

/** What a thread does once it has the past. */
export function findAnswer(
  history: History,
  frame: Frame,
  task: Task,
  onProgress: (share: number) => void,
): Found {
  const { span, days, live } = frame;
  const framed = { storefrontId: span.storefrontId, days, from: span.from, until: span.until };
  if (task.kind === "suggest") {
    const suggestions = suggestChanges(history, { ...framed, live });
    return { kind: "suggestions", suggestions };
  }
  const began = performance.now();
  const tookMs = () => Math.round(performance.now() - began);
  if (task.kind === "frontier") {
    const { rules, limit } = task;
    const curve = drawFrontier(history, { rules, live: live.rules, limit, onProgress });
    return {
      kind: "run",
      result: { kind: "frontier", ...framed, limit, ...curve, tookMs: tookMs() },
      cases: null,
    };
  }
  const replayed = replayPolicy(history, compilePolicy(0, task.rules), { onProgress });
  const took = tookMs();
  const { result, cases } = compareReplay(history, replayed, span.until);
  const named = (list: CaseList) => cases[list].map((of) => nameCase(history, replayed, of));
  return {
    kind: "run",
    result: { kind: "replay", ...framed, ...result, tookMs: took },
    cases: Object.fromEntries(caseLists.map((list) => [list, named(list)])) as Record<CaseList, NamedCase[]>,
  };
}

function nameCase(history: History, replayed: Replayed, of: number): NamedCase {
  const waitedMs = history.waitedMs[of] ?? Number.NaN;
  const ending = endings[history.ended[of] ?? 0] ?? "waiting";
  return {
    decisionId: history.decisionIds[of] ?? "",
    was: answers[history.was[of] ?? 0] ?? "grant",
    becomes: answers[replayed.answer[of] ?? 0] ?? "grant",
    waitedMs: Number.isNaN(waitedMs) ? null : waitedMs,
    ended: ending === "granted" || ending === "refused" ? null : ending,
    bad: fromBits(history.bad[of] ?? 0),
  };
}
