import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { useLanguage } from "../text/language.tsx";
import { useMe, useSession } from "./session.tsx";
import { isTouched } from "./topics.ts";
import { createWire, type Wire } from "./wire.ts";

const WireContext = createContext<Wire | null>(null);

/** Holds the line open for the signed-in person, and lets what others change make our answers old. */
export function WireProvider({ children }: { children: ReactNode }) {
  const { personId } = useMe();
  const { signedOut } = useSession();
  const { locale, t } = useLanguage();
  const client = useQueryClient();
  const [wire, setWire] = useState<Wire | null>(null);
  const title = t.common.errors.refused;

  useEffect(() => {
    const opened = createWire({
      personId,
      locale,
      onSignedOut: signedOut,
      onRefused: (_pending, message) => notifications.show({ color: "red", title, message }),
      onChanged(topics) {
        void client.invalidateQueries({
          predicate: ({ meta }) => topics === null || isTouched((meta?.topics as string[]) ?? [], topics),
        });
      },
    });
    setWire(opened);
    return () => opened.close();
  }, [personId, locale, signedOut, client, title]);

  return wire === null ? null : <WireContext value={wire}>{children}</WireContext>;
}

export function useWire(): Wire {
  const wire = use(WireContext);
  if (wire === null) throw new Error("useWire outside WireProvider");
  return wire;
}
