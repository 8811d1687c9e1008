import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { QueryAnswer, QueryInput, QueryName } from "../../backend/contract/queries.ts";
import { unwrap } from "./refused.ts";
import { isRefused, useSession } from "./session.tsx";
import { topicsOf } from "./topics.ts";

interface Asking {
  isEnabled?: boolean;
  /** Keeps showing the last answer while the next one is on its way, so that figures do not jump. */
  keepsLast?: boolean;
}

/** A query's answer, fetched again whenever a topic of it changes. */
export function useAsk<N extends QueryName>(name: N, input: QueryInput<N>, asking: Asking = {}) {
  const { doors, signedOut } = useSession();
  const asked = useQuery<QueryAnswer<N>>({
    queryKey: [name, input],
    meta: { topics: topicsOf(name, input) },
    enabled: asking.isEnabled ?? true,
    placeholderData: asking.keepsLast === true ? (keepPreviousData as never) : undefined,
    queryFn: async ({ signal }) => unwrap(await doors.query(name, input, signal)),
  });
  useSignOutOn(asked.error, signedOut);
  return asked;
}

type PagedName = "queue.list" | "payout.list" | "figures.cases";

/** A list that is paged by key: `fetchNextPage` puts the next page behind. */
export function useAskPages<N extends PagedName>(name: N, input: QueryInput<N>) {
  const { doors, signedOut } = useSession();
  const asked = useInfiniteQuery({
    queryKey: [name, input],
    meta: { topics: topicsOf(name, input) },
    initialPageParam: null as string | null,
    placeholderData: keepPreviousData,
    queryFn: async ({ pageParam, signal }) =>
      unwrap(await doors.query(name, { ...input, after: pageParam }, signal)),
    getNextPageParam: (page: QueryAnswer<N>) => page.next,
  });
  useSignOutOn(asked.error, signedOut);
  return asked;
}

function useSignOutOn(error: unknown, signedOut: () => void) {
  const isOut = isRefused(error, "signed_out");
  useEffect(() => {
    if (isOut) signedOut();
  }, [isOut, signedOut]);
}
