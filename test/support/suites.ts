export interface Suite {
  name: string;
  /** All test files below these. */
  folders: string[];
  /** Suites of one lane run one after the other, lanes side by side, since a lane waits as long as it works. */
  lane: "journeys" | "rooms" | "machinery";
  /** Touches no engine, so that one run says all. */
  isPure?: boolean;
  /** Is about a program in the browser: on MariaDB and Redis it is run where it is named. */
  isOfBrowser?: boolean;
  /** Looks at pages as they stand, whatever moved before: gone without motion, which is a quarter quicker. */
  isCalm?: boolean;
  /** How many files at once; a browser and clocks want the machine for themselves. */
  jobs: number;
  /** A suite that takes longer hangs: it is ended and counts as failed. */
  limitSeconds: number;
}

/** What `npm test` runs; test/architecture.test.ts sees to it that no test file lies elsewhere. */
export const suites: Suite[] = [
  { name: "rules", lane: "rooms", folders: ["test/rules"], isPure: true, jobs: 1, limitSeconds: 300 },
  { name: "commands", lane: "rooms", folders: ["test/commands"], jobs: 2, limitSeconds: 600 },
  { name: "money", lane: "machinery", folders: ["test/money"], jobs: 1, limitSeconds: 480 },
  { name: "protocol", lane: "machinery", folders: ["test/protocol"], jobs: 1, limitSeconds: 400 },
  {
    name: "pages",
    lane: "rooms",
    folders: ["test/pages"],
    isOfBrowser: true,
    isCalm: true,
    jobs: 1,
    limitSeconds: 900,
  },
  { name: "browser", lane: "journeys", folders: ["test/browser"], jobs: 1, limitSeconds: 900 },
  { name: "chaos", lane: "machinery", folders: ["test/chaos"], jobs: 1, limitSeconds: 400 },
];

/** It reads the sources, and belongs to none of the folders. */
export const architectureTest = "test/architecture.test.ts";
