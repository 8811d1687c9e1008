import type { CaseList, LimitRef, RunResult, Suggestion } from "../contract/insight.ts";
import type { PolicyRule } from "../contract/policy.ts";
import type { RawPage, RawRefusedPage } from "./raw-history.ts";
import type { Span } from "./read-history.ts";
import type { NamedCase } from "./tables.ts";

/** What a thread works on, beside the pages of the past that it is sent. */
export interface Frame {
  span: Span;
  days: 30 | 90 | 180;
  /** Of the storefront's days, weeks and months. */
  timeZone: string;
  /** In force now. */
  live: { version: number; rules: PolicyRule[] };
}

export type Task =
  | { kind: "replay"; rules: PolicyRule[] }
  | { kind: "frontier"; rules: PolicyRule[]; limit: LimitRef }
  | { kind: "suggest" };

export type ToThread =
  | { kind: "page"; page: RawPage }
  | { kind: "refused"; page: RawRefusedPage }
  | { kind: "end"; task: Task };

export type Found =
  | { kind: "run"; result: RunResult; cases: Record<CaseList, NamedCase[]> | null }
  | { kind: "suggestions"; suggestions: Suggestion[] };

export type FromThread =
  /** The page is taken: send the next. */
  { kind: "taken" } | { kind: "progress"; share: number } | { kind: "found"; found: Found };
