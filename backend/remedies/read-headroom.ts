import { headroomOf } from "../authority/headroom.ts";
import { bareSubjectOf } from "../authority/subject.ts";
import { consoleQueries } from "../contract/queries/console.ts";
import type { PersonActor } from "../core/actor.ts";
import { defineQuery } from "../core/query.ts";
import { executorOf } from "./executors/executors.ts";
import { readGround } from "./lock-case.ts";
import { readApprovers } from "./read-approvers.ts";
import { readAsked } from "./read-asked.ts";

const { input, who } = consoleQueries["remedy.headroom"];

/** What grant would allow this person right now: from the same facts and by the same rules. */
export const readHeadroom = defineQuery({
  name: "remedy.headroom",
  who,
  input,
  async read(reader, asked, actor: PersonActor, now) {
    const { o, choice, policy, facts } = await readAsked(reader, asked, actor, now);
    const { worthMinor, mostMinor } = executorOf(choice.remedy).preview(
      choice,
      await readGround(reader, o, choice),
    );
    const approvers = await readApprovers(reader, actor);
    return {
      ...headroomOf(policy, facts, mostMinor, approvers),
      linesWorthMinor: worthMinor,
      subject: bareSubjectOf(policy, facts),
    };
  },
});
