import { useEffect, useSyncExternalStore } from "react";
import { useWire } from "../wire/wire-context.tsx";

function subscribe(listener: () => void) {
  document.addEventListener("visibilitychange", listener);
  addEventListener("focus", listener);
  addEventListener("blur", listener);
  return () => {
    document.removeEventListener("visibilitychange", listener);
    removeEventListener("focus", listener);
    removeEventListener("blur", listener);
  };
}
const isInFront = () => document.visibilityState === "visible" && document.hasFocus();

/** Says that we have read up to `last`, once somebody could really have read it. */
export function useSeen(ticketId: string, last: number, staffSeenSeq: number, isAtEnd: boolean) {
  const wire = useWire();
  const isLookedAt = useSyncExternalStore(subscribe, isInFront);
  useEffect(() => {
    if (isLookedAt && isAtEnd && last > staffSeenSeq) wire.see(ticketId, last);
  }, [wire, ticketId, last, staffSeenSeq, isAtEnd, isLookedAt]);
}
