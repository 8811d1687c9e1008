import { administrationCommands } from "../contract/commands/administration.ts";
import { topic } from "../contract/sockets.ts";
import { defineCommand } from "../core/command.ts";
import { insert } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { checkDepartments } from "./check-departments.ts";
import { makeLink } from "./links.ts";
import { people } from "./tables.ts";

const { input, who } = administrationCommands["person.invite"];

export const invitePerson = defineCommand({
  name: "person.invite",
  isAnswerSecret: true,
  who,
  input,
  load: async (tx, { email, departmentIds }) => ({
    rival: await tx.one(people, { email }),
    departmentIds: await checkDepartments(tx, departmentIds),
  }),
  decide({ rival, departmentIds }, { email, name, role }, _actor, circumstances) {
    if (rival !== null) refuse("already_exists", { field: "email" });
    const personId = circumstances.newId();
    const { link, writes } = makeLink(personId, [], circumstances);
    const person = { id: personId, email, name, role, departmentIds, passwordHash: null, isActive: true };
    return {
      answer: { personId, link },
      writes: [insert(people, { ...person, createdAt: circumstances.now }), ...writes],
      tell: [toStaff(topic.staff)],
    };
  },
});
