import { explain } from "../authority/explain.ts";
import { consoleQueries } from "../contract/queries/console.ts";
import type { PersonActor } from "../core/actor.ts";
import { defineQuery } from "../core/query.ts";
import { readAsked } from "./read-asked.ts";

const { input, who } = consoleQueries["remedy.explain"];

/** What grant would answer this person right now, with every reason. */
export const readExplanation = defineQuery({
  name: "remedy.explain",
  who,
  input,
  async read(reader, { amountMinor, ...asked }, actor: PersonActor, now) {
    const { policy, facts, nameOf } = await readAsked(reader, asked, actor, now);
    return explain(policy, { ...facts, amountMinor }, nameOf);
  },
});
