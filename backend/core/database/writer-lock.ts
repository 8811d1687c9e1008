/** One async writer at a time: TypeORM shares a single SQLite connection, on which two transactions would interleave. */
export interface WriterLock {
  hold<T>(work: () => Promise<T>): Promise<T>;
}

export function createWriterLock(): WriterLock {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    hold(work) {
      const turn = tail.then(work);
      tail = turn.catch(() => undefined);
      return turn;
    },
  };
}
