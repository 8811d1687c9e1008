import type { Progress } from "../contract/remedy-terms.ts";
import type { MerchantOutcome } from "../shop/merchant/port.ts";
import { executorOf } from "./executors/executors.ts";
import type { RemedyEvent } from "./state-machine.ts";
import type { AttemptRow, RemedyRow } from "./tables.ts";

/** What an outcome does to an attempt and its remedy. */
export type Judged =
  /** Known already, or nothing that ends the attempt. */
  | { kind: "nothing"; isContradiction: boolean }
  | { kind: "note"; attemptState: "pending" | "unknown" }
  /** Pending still, and a step further. */
  | { kind: "progressed"; progress: Progress }
  | {
      kind: "settled";
      event: Extract<RemedyEvent, "settle" | "overrun">;
      /** The attempt still held what it reserved. */
      wasHeld: boolean;
      /** A newer attempt was promised and has not begun: it is not needed any more. */
      endsNewer: boolean;
    }
  /** `event` null: the remedy was settled by another attempt meanwhile, and stays so. */
  | { kind: "failed"; event: Extract<RemedyEvent, "fail"> | null };

const nothing = { kind: "nothing", isContradiction: false } as const;

/**
 * Judges what the merchant says of one attempt, whenever and however often it says so. A settlement always counts,
 * because money or goods have gone; a failure counts once, and never after a settlement.
 */
export function judgeOutcome(
  remedy: Pick<RemedyRow, "state" | "attempt" | "remedy" | "progress">,
  attempt: Pick<AttemptRow, "state" | "attempt">,
  outcome: MerchantOutcome,
): Judged {
  const isEnded = attempt.state === "settled" || attempt.state === "failed";
  const isCurrent = attempt.attempt === remedy.attempt && remedy.state === "paying";
  switch (outcome.state) {
    case "settled":
      if (attempt.state === "settled") return nothing;
      if (!isEnded && isCurrent) return { kind: "settled", event: "settle", wasHeld: true, endsNewer: false };
      return {
        kind: "settled",
        event: "overrun",
        wasHeld: !isEnded,
        endsNewer: remedy.state === "granted" && attempt.attempt < remedy.attempt,
      };
    case "failed":
      if (isEnded) return { kind: "nothing", isContradiction: attempt.state === "settled" };
      return { kind: "failed", event: isCurrent ? "fail" : null };
    case "pending":
      if (isCurrent && !isEnded && isStepFurther(remedy, outcome.progress))
        return { kind: "progressed", progress: outcome.progress };
      return isEnded || attempt.state === "pending" ? nothing : { kind: "note", attemptState: "pending" };
    case "unknown":
      return attempt.state === "started" ? { kind: "note", attemptState: "unknown" } : nothing;
  }
}

/** Steps are gone forwards only: an old word that comes late takes none back. */
function isStepFurther(
  { remedy, progress: before }: Pick<RemedyRow, "remedy" | "progress">,
  progress: Progress | undefined,
): progress is Progress {
  const { stages = [] } = executorOf(remedy);
  if (progress === undefined) return false;
  return stages.indexOf(progress.stage) > (before === null ? -1 : stages.indexOf(before.stage));
}
