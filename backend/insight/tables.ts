import type {
  CaseList,
  LimitRef,
  ReplayCase,
  RunDays,
  RunKind,
  RunResult,
  RunState,
} from "../contract/insight.ts";
import type { PolicyRule } from "../contract/policy.ts";
import { column } from "../core/database/columns.ts";
import { defineTable } from "../core/database/table.ts";

/** What a run keeps of a named case; the rest is read when somebody opens it. */
export type NamedCase = Pick<ReplayCase, "decisionId" | "was" | "becomes" | "waitedMs" | "ended" | "bad">;

/** Work over the past, kept for a day: any node may do it, and any node be asked how far it is. */
export interface RunRow {
  id: string;
  storefrontId: string;
  kind: RunKind;
  days: RunDays;
  /** The rules that are tried, and of a frontier the limit that is moved. */
  asked: { rules: PolicyRule[]; limit: LimitRef | null };
  state: RunState;
  /** In thousandths. */
  progress: number;
  result: RunResult | null;
  cases: Record<CaseList, NamedCase[]> | null;
  startedById: string;
  startedAt: number;
}

export const runs = defineTable<RunRow>("insight_runs", {
  columns: {
    id: column.key(),
    storefrontId: column.id(),
    kind: column.text(10),
    days: column.int(),
    asked: column.json(),
    state: column.text(10),
    progress: column.int(),
    result: column.optional(column.json()),
    cases: column.optional(column.json()),
    startedById: column.id(),
    startedAt: column.at(),
  },
  indexes: [["startedAt"], ["startedById", "state"]],
  lockRank: "run",
});
