import { absenceCommands } from "../contract/commands/absences.ts";
import { topic } from "../contract/sockets.ts";
import type { PersonActor } from "../core/actor.ts";
import { defineCommand } from "../core/command.ts";
import { insert, remove, update } from "../core/database/writes.ts";
import { toStaff } from "../core/notices.ts";
import { refuse } from "../core/refusal.ts";
import { delegations } from "./delegation-table.ts";
import { mayStandIn } from "./may-stand-in.ts";
import { people } from "./tables.ts";

const { input, who } = absenceCommands["person.name-delegate"];

/** For one's own absence. */
export const nameDelegate = defineCommand({
  name: "person.name-delegate",
  who,
  input,
  async load(tx, { absence }, actor: PersonActor) {
    // Two who change one absence at once wait for each other on the person.
    await tx.lock(people, actor.personId);
    const delegate = absence === null ? null : await tx.one(people, { id: absence.delegateId });
    return { delegate, known: await tx.one(delegations, { id: actor.personId }) };
  },
  decide({ delegate, known }, { absence }, actor, { now }) {
    const id = actor.personId;
    const tell = [toStaff(topic.staff, topic.approvals)];
    if (absence === null)
      return { answer: {}, writes: known === null ? [] : [remove(delegations, { id })], tell };
    const { delegateId, from: fromAt, until: untilAt } = absence;
    if (delegate === null || !delegate.isActive) refuse("not_found", {});
    if (delegateId === id || untilAt <= Math.max(now, fromAt)) {
      refuse("malformed", { issues: [{ path: "absence", message: "somebody else, until later" }] });
    }
    if (!mayStandIn(delegate.role, actor.kind)) refuse("not_allowed", {});
    const set = { delegateId, fromAt, untilAt };
    const saved = known === null ? insert(delegations, { id, ...set }) : update(delegations, { id }, set);
    return { answer: {}, writes: [saved], tell };
  },
});
