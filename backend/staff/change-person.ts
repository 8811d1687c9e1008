import { administrationCommands } from "../contract/commands/administration.ts";
import { topic } from "../contract/sockets.ts";
import { defineCommand } from "../core/command.ts";
import { remove, update } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { checkDepartments } from "./check-departments.ts";
import { readLinks } from "./links.ts";
import { closeSessions, readSessions } from "./sessions.ts";
import { people, personLinks } from "./tables.ts";

const { input, who } = administrationCommands["person.change"];
/** Locked together, so that two admins do not demote each other at the same moment. */
const mostAdmins = 200;

export const changePerson = defineCommand({
  name: "person.change",
  who,
  input,
  async load(tx, { personId, departmentIds }) {
    const admins = await tx.many(people, { where: { role: "admin", isActive: true }, take: mostAdmins });
    const locked = await tx.lockAll(people, [personId, ...admins.map(({ id }) => id)]);
    return {
      person: locked.find(({ id }) => id === personId),
      // Whoever has not chosen a password yet cannot let anybody in again.
      otherAdmins: locked.filter(
        ({ id, role, isActive, passwordHash }) =>
          id !== personId && role === "admin" && isActive && passwordHash !== null,
      ),
      departmentIds: await checkDepartments(tx, departmentIds),
      sessions: await readSessions(tx, personId),
      links: await readLinks(tx, personId),
    };
  },
  decide(loaded, { personId, name, role, isActive }) {
    const { person, otherAdmins, departmentIds, sessions, links } = loaded;
    if (person === undefined) refuse("not_found", {});
    const wasAdmin = person.role === "admin" && person.isActive;
    const isAdmin = role === "admin" && isActive;
    if (wasAdmin && !isAdmin && otherAdmins.length === 0) refuse("last_admin", {});
    const closed = closeSessions(isActive ? [] : sessions.map(({ id }) => id));
    return {
      answer: {},
      writes: [
        update(people, { id: personId }, { name, role, departmentIds, isActive }),
        ...closed.writes,
        ...(isActive ? [] : links.map(({ id }) => remove(personLinks, { id }))),
      ],
      tell: [...closed.tell, { kind: "person-changed", personId }, toStaff(topic.staff)],
    };
  },
});
