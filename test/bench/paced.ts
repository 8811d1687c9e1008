import type { Pair } from "./pairs.ts";

/**
 * All pairs talk at a steady pace until `over` has settled; each delay in milliseconds. A line is said at its time also
 * when the one before it has not arrived: a server that stalls is charged for all that would have come.
 */
export async function talkUntil(
  pairs: readonly Pair[],
  everyMs: number,
  over: Promise<unknown>,
): Promise<number[]> {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  over.then(end, end);
  const delays: number[] = [];
  const began = performance.now();
  await Promise.all(
    pairs.map(async (pair, index) => {
      const lines: Promise<void>[] = [];
      for (let count = 0; !isOver; count++) {
        const dueAt = began + count * everyMs + (index * everyMs) / pairs.length;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueAt - performance.now())));
        lines.push(
          pair.say(`paced line ${count} of ${index}`).then(({ deliveredMs }) => {
            delays.push(deliveredMs);
          }),
        );
      }
      await Promise.all(lines);
    }),
  );
  return delays;
}
