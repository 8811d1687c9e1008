import type { Size } from "./ground.ts";

export const sizes = {
  /** `npm run test:money`. */
  full: {
    nodes: 4,
    grants: 200,
    pairs: 60,
    stormMs: 75_000,
    stormEndsWithinMs: 115_000,
    killEveryMs: 1500,
    hands: 12,
  },
  /** The same for one process on one SQLite file. */
  long: {
    nodes: 1,
    grants: 200,
    pairs: 40,
    stormMs: 45_000,
    stormEndsWithinMs: 100_000,
    killEveryMs: 5000,
    hands: 8,
  },
  /** For `npm test` on MariaDB. */
  short: {
    nodes: 3,
    grants: 50,
    pairs: 8,
    stormMs: 5000,
    stormEndsWithinMs: 40_000,
    killEveryMs: 1500,
    hands: 8,
  },
  /** For `npm test` on SQLite. */
  tiny: {
    nodes: 1,
    grants: 40,
    pairs: 10,
    stormMs: 3500,
    stormEndsWithinMs: 30_000,
    killEveryMs: 2000,
    hands: 6,
  },
  /** For a house in which something is missing: enough to be caught. */
  trap: {
    nodes: 2,
    grants: 24,
    pairs: 8,
    stormMs: 4000,
    stormEndsWithinMs: 30_000,
    killEveryMs: null,
    hands: 6,
  },
} satisfies Record<string, Size>;
