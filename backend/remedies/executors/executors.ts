import type { RemedyRequest } from "../../contract/commands/remedies.ts";
import type { RemedyKind } from "../../contract/vocabulary.ts";
import type { Choice, Executor, Ground, Leave, Wanted } from "./executor.ts";
import { refund } from "./refund.ts";
import { reship } from "./reship.ts";

const executors: { [K in RemedyKind]: Executor<K> } = { refund, reship };

export const executorOf = (remedy: RemedyKind): Executor => executors[remedy] as Executor;

export const wantedOf = (request: RemedyRequest, ground: Ground): Wanted =>
  executorOf(request.remedy).measure(request, ground);

export const ensurePossible = (wanted: Wanted, ground: Ground, leave: Leave): void =>
  executorOf(wanted.remedy).ensurePossible(wanted, ground, leave);

/** What a request chooses, whatever its kind. */
export function choiceOf(request: RemedyRequest): Choice {
  return { remedy: request.remedy, lines: request.lines, goods: null };
}

/** The same of a remedy that exists. */
export const chosenIn = ({ remedy, lines, terms }: Wanted): Choice => ({
  remedy,
  lines,
  goods: terms?.goods ?? null,
});
