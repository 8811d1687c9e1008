import { In, LessThanOrEqual, MoreThan } from "typeorm";
import type { Role } from "../contract/vocabulary.ts";
import type { PersonActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { delegations } from "./delegation-table.ts";
import { mayStandIn } from "./may-stand-in.ts";
import { people } from "./tables.ts";

/** Whom somebody may answer as: themselves, and those who are away and named them. */
export interface Answering {
  personId: string;
  name: string;
  email: string;
  role: Role;
  departmentIds: readonly string[];
}

export interface Answerer {
  own: Answering;
  absent: Answering[];
}

const mostAbsent = 100;

/** At `now` (ms). Who stands in hands nothing on: a delegate's delegate answers for the delegate alone. */
export async function readAnswerer(reader: Reader, actor: PersonActor, now: number): Promise<Answerer> {
  const { personId, name, email, kind, departmentIds } = actor;
  const named = await reader.many(delegations, {
    where: { delegateId: personId, fromAt: LessThanOrEqual(now), untilAt: MoreThan(now) },
    order: { id: "ASC" },
    take: mostAbsent,
  });
  const absent =
    named.length === 0
      ? []
      : await reader.many(people, {
          where: { id: In(named.map(({ id }) => id)), isActive: true },
          order: { id: "ASC" },
          take: mostAbsent,
        });
  return {
    own: { personId, name, email, role: kind, departmentIds },
    // Judged anew: since they were named one of the two may have another role.
    absent: absent
      .filter(({ role }) => mayStandIn(kind, role))
      .map(({ id, name, email, role, departmentIds }) => ({
        personId: id,
        name,
        email,
        role,
        departmentIds,
      })),
  };
}

/** Who answers in this person's place at `now` (ms); null where nobody does. */
export async function readDelegateOf(reader: Reader, personId: string, now: number): Promise<string | null> {
  const where = { id: personId, fromAt: LessThanOrEqual(now), untilAt: MoreThan(now) };
  const [absence] = await reader.many(delegations, { where, take: 1 });
  return absence?.delegateId ?? null;
}
