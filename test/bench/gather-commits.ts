/**
 * The least of a group commit: while one batch is being committed the next one gathers, and goes as soon as it may. Those who arrive
 * in the same turn of the event loop share the first one.
 */
export function gatherCommits<Item>(
  commit: (batch: Item[], onDone: () => void) => void,
): (item: Item) => void {
  let gathered: Item[] = [];
  let isCommitting = false;

  function next(): void {
    if (isCommitting || gathered.length === 0) return;
    const batch = gathered;
    gathered = [];
    isCommitting = true;
    commit(batch, () => {
      isCommitting = false;
      next();
    });
  }

  return (item) => {
    gathered.push(item);
    if (gathered.length === 1 && !isCommitting) setImmediate(next);
  };
}
