import { anyStaff, nothing } from "../contract/declaration.ts";
import { isPerson } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { closeSessions, readSessions } from "./sessions.ts";
import { people } from "./tables.ts";

/** Signs the asker out of every browser. The person is locked, so that no session starts beside it. */
export const endAllSessions = defineCommand({
  name: "session.end-all",
  who: anyStaff,
  input: nothing,
  async load(tx, _input, actor) {
    if (!isPerson(actor)) return [];
    await tx.lock(people, actor.personId);
    return readSessions(tx, actor.personId);
  },
  decide: (sessions) => ({ answer: {}, ...closeSessions(sessions.map(({ id }) => id)) }),
});
