import { administrationCommands } from "../contract/commands/administration.ts";
import { topic } from "../contract/sockets.ts";
import { defineCommand } from "../core/command.ts";
import { insert, update } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { departments } from "./tables.ts";

const { input, who } = administrationCommands["department.save"];

export const saveDepartment = defineCommand({
  name: "department.save",
  who,
  input,
  async load(tx, { departmentId, name }) {
    const department = departmentId === null ? null : await tx.one(departments, { id: departmentId });
    if (departmentId !== null && department === null) refuse("not_found", {});
    const rivals = await tx.sql<{ id: string }>(
      "SELECT `id` FROM `departments` WHERE LOWER(`name`) = LOWER(?) LIMIT 2",
      [name],
    );
    // Being finance is read with every actor: the members' open screens must ask again what they may do.
    const members =
      department === null
        ? []
        : await tx.sql<{ id: string }>("SELECT `id` FROM `people` WHERE INSTR(`departmentIds`, ?) > 0", [
            department.id,
          ]);
    return { department, isTaken: rivals.some(({ id }) => id !== departmentId), members };
  },
  decide({ department, isTaken, members }, { name, isFinance }, _actor, { now, newId }) {
    if (isTaken) refuse("already_exists", { field: "name" });
    const tell = [toStaff(topic.staff)];
    if (department === null) {
      const id = newId();
      return {
        answer: { departmentId: id },
        writes: [insert(departments, { id, name, isFinance, createdAt: now })],
        tell,
      };
    }
    const isOther = department.isFinance !== isFinance;
    return {
      answer: { departmentId: department.id },
      writes: [update(departments, { id: department.id }, { name, isFinance })],
      tell: [
        ...tell,
        ...(isOther ? members.map(({ id }) => ({ kind: "person-changed" as const, personId: id })) : []),
      ],
    };
  },
});
