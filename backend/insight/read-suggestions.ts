import type { Suggestion } from "../contract/insight.ts";
import { insightQueries } from "../contract/queries/insight.ts";
import { hour } from "../core/clock.ts";
import type { Reader } from "../core/database/reader.ts";
import { defineQuery } from "../core/query.ts";
import { refuse } from "../core/refusal.ts";
import { storefronts } from "../shop/storefront-tables.ts";
import { readFrame } from "./read-frame.ts";
import { workInThread } from "./work-in-thread.ts";

const { input, who } = insightQueries["insight.suggestions"];

const days = 90;
/** They are drawn from months: an hour more changes little. */
const keptMs = hour;
const keptAtMost = 50;

interface Kept {
  drawnAt: number;
  suggestions: Promise<Suggestion[]>;
}

/** By storefront and version, of this node, per reader: a process may serve more than one database in tests. */
const kept = new WeakMap<Reader, Map<string, Kept>>();

export const readSuggestions = defineQuery({
  name: "insight.suggestions",
  who,
  input,
  async read(reader, { storefrontId }, _actor, now) {
    if ((await reader.one(storefronts, { id: storefrontId })) === null) refuse("not_found", {});
    const frame = await readFrame(reader, { storefrontId, days, startedAt: now });
    const { version } = frame.live;
    const known = kept.get(reader) ?? new Map<string, Kept>();
    kept.set(reader, known);
    const key = `${storefrontId}|${version}`;
    const found = known.get(key);
    if (found !== undefined && now - found.drawnAt < keptMs)
      return { version, suggestions: await found.suggestions };
    const suggestions = workInThread(reader, { frame, task: { kind: "suggest" } }).then((drawn) =>
      drawn.kind === "suggestions" ? drawn.suggestions : [],
    );
    // Who asks while they are drawn waits for the same; what failed is drawn anew by the next who asks.
    known.set(key, { drawnAt: now, suggestions });
    suggestions.catch(() => known.delete(key));
    for (const oldest of known.keys()) {
      if (known.size <= keptAtMost) break;
      known.delete(oldest);
    }
    return { version, suggestions: await suggestions };
  },
});
