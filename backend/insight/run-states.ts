import type { RunRow } from "./tables.ts";

export const isOpen = ({ state }: Pick<RunRow, "state">): boolean =>
  state === "waiting" || state === "running";
