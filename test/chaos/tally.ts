/** What happened in a run, as it is printed. */
export interface Tally {
  connects: number;
  silences: number;
  sends: number;
  acksLost: number;
  /** Pushes of lines that were delivered twice. */
  pushesDoubled: number;
  acknowledged: number;
  snapshots: number;
  resumes: number;
  applied: number;
  /** Commands that were refused for good, by code. */
  refused: Record<string, number>;
}

export const newTally = (): Tally => ({
  connects: 0,
  silences: 0,
  sends: 0,
  acksLost: 0,
  pushesDoubled: 0,
  acknowledged: 0,
  snapshots: 0,
  resumes: 0,
  applied: 0,
  refused: {},
});
