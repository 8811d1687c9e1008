import { useAsk } from "../wire/use-ask.ts";

/** How many requests wait for this person's word: a supervisor's, or whoever a chain of approvals names. */
export function useWaitingApprovals(): number {
  const { data } = useAsk("approval.list", {});
  return data?.approvals.filter(({ isOwn, isMyTurn }) => isMyTurn && !isOwn).length ?? 0;
}
