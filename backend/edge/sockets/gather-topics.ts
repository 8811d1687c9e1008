/** News that something changed may be this late, so that a busy moment is one message to each console and not hundreds. */
const firstAfterMs = 100;
/** While much happens, each console asks again this often at most. */
const thenEveryMs = 1000;

export interface TopicGathering {
  add(topics: readonly string[]): void;
  /** Says at once what is still gathered. */
  flush(): void;
}

/**
 * Gathers the topics of many commits. What is told is only "ask again", so that telling it once for all of them loses
 * nothing: whoever asks after the last of them sees all of them.
 */
export function gatherTopics(tell: (topics: string[]) => void): TopicGathering {
  const gathered = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let toldAt = Number.NEGATIVE_INFINITY;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (gathered.size === 0) return;
    toldAt = performance.now();
    const topics = [...gathered];
    gathered.clear();
    tell(topics);
  }

  return {
    add(topics) {
      for (const each of topics) gathered.add(each);
      const wait = Math.max(firstAfterMs, toldAt + thenEveryMs - performance.now());
      timer ??= setTimeout(flush, wait);
    },
    flush,
  };
}
