import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from "react";
import type { Me } from "../../backend/contract/queries/console.ts";
import { useLanguage } from "../text/language.tsx";
import { type Doors, doors, NoAnswer } from "./http.ts";
import { Refused, unwrap } from "./refused.ts";

interface Session {
  /** Undefined while it is being asked for, null when nobody is signed in. */
  me: Me | null | undefined;
  isUnreachable: boolean;
  doors: Doors;
  signedIn(me: Me): void;
  signedOut(): void;
  askAgain(): void;
}

const SessionContext = createContext<Session | null>(null);
const meKey = ["desk.me", {}] as const;

function createQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        networkMode: "always",
        retry: (count, error) => error instanceof NoAnswer && error.isOffline && count < 5,
      },
    },
  });
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <Signed>{children}</Signed>
    </QueryClientProvider>
  );
}

function Signed({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { locale } = useLanguage();
  const opened = useMemo(() => doors(locale), [locale]);
  const { data, isError, refetch } = useQuery<Me | null>({
    queryKey: meKey,
    meta: { topics: ["staff", "storefronts"] },
    async queryFn({ signal }) {
      const answered = await opened.query("desk.me", {}, signal);
      if (!answered.ok && answered.refusal.code === "signed_out") return null;
      return unwrap(answered);
    },
  });
  const signedIn = useCallback((me: Me) => client.setQueryData(meKey, me), [client]);
  const signedOut = useCallback(() => {
    client.setQueryData(meKey, null);
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== meKey[0] });
  }, [client]);
  const session = useMemo(
    () => ({
      me: data,
      isUnreachable: isError && data === undefined,
      doors: opened,
      signedIn,
      signedOut,
      askAgain: () => void refetch(),
    }),
    [data, isError, opened, signedIn, signedOut, refetch],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error("useSession outside SessionProvider");
  return session;
}

/** The signed-in person, below the gate. */
export function useMe(): Me {
  const { me } = useSession();
  if (me === null || me === undefined) throw new Error("nobody is signed in");
  return me;
}

export const isRefused = (error: unknown, code: string) =>
  error instanceof Refused && error.refusal.code === code;
