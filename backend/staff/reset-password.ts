import { administrationCommands } from "../contract/commands/administration.ts";
import { topic } from "../contract/sockets.ts";
import { isPerson } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { update } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { makeLink, readLinks } from "./links.ts";
import { closeSessions, readSessions } from "./sessions.ts";
import { people } from "./tables.ts";

const { input, who } = administrationCommands["person.reset-password"];

export const resetPassword = defineCommand({
  name: "person.reset-password",
  isAnswerSecret: true,
  who,
  input,
  load: async (tx, { personId }) => ({
    person: await tx.lock(people, personId),
    sessions: await readSessions(tx, personId),
    links: await readLinks(tx, personId),
  }),
  decide({ person, sessions, links }, { personId }, actor, circumstances) {
    if (person === null) refuse("not_found", {});
    const { link, writes } = makeLink(personId, links, circumstances);
    const closed = closeSessions(sessions.map(({ id }) => id));
    // One's own password goes on until the link is used: the only admin whose connection drops here must get in again.
    const isOwn = isPerson(actor) && actor.personId === personId;
    return {
      answer: { link },
      writes: [
        ...(isOwn ? [] : [update(people, { id: personId }, { passwordHash: null })]),
        ...closed.writes,
        ...writes,
      ],
      tell: [...closed.tell, toStaff(topic.staff)],
    };
  },
});
