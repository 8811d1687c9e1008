import { anyStaff, nothing } from "../contract/declaration.ts";
import { isPerson } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { closeSessions } from "./sessions.ts";

/** Signs out the browser that asks. */
export const endSession = defineCommand({
  name: "session.end",
  who: anyStaff,
  input: nothing,
  load: async () => null,
  decide: (_loaded, _input, actor) => ({
    answer: {},
    ...closeSessions(isPerson(actor) ? [actor.sessionId] : []),
  }),
});
