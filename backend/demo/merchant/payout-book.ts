import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** What the demo's merchant remembers of one key: enough to say the same again, and to keep a promised callback. */
export interface DemoPayout {
  key: string;
  storefrontId: string;
  /** What it says when asked. */
  statement: Record<string, unknown>;
  /** What it will say by callback, in turn; empty where it has said all. */
  later: Record<string, unknown>[];
  /** When it says the next of it. */
  dueAt: number;
}

export interface PayoutBook {
  get(key: string): DemoPayout | null;
  /** On disk when it returns. */
  put(payout: DemoPayout): void;
  waiting(): DemoPayout[];
}

/** Kept in a JSON file, so that the demo's merchant knows its keys after a restart; in memory where `file` is null. */
export function openPayoutBook(file: string | null): PayoutBook {
  const payouts = new Map((file === null ? [] : load(file)).map((payout) => [payout.key, payout]));

  function save(): void {
    if (file === null) return;
    mkdirSync(dirname(file), { recursive: true });
    // Renamed into place, so that a crash leaves the old file or the new one.
    writeFileSync(`${file}.new`, JSON.stringify([...payouts.values()]));
    renameSync(`${file}.new`, file);
  }

  return {
    get: (key) => payouts.get(key) ?? null,
    put(payout) {
      payouts.set(payout.key, payout);
      save();
    },
    waiting: () => [...payouts.values()].filter((payout) => payout.later.length > 0),
  };
}

function load(file: string): DemoPayout[] {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as DemoPayout[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
