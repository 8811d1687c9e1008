import { useSyncExternalStore } from "react";

const query = matchMedia("(min-width: 900px)");

function subscribe(listener: () => void) {
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether the panes stand side by side; below 900 px they are pages. */
export const useWide = () => useSyncExternalStore(subscribe, () => query.matches);
