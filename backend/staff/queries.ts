import { In } from "typeorm";
import type { Me } from "../contract/queries/console.ts";
import { officeQueries, type PersonRow } from "../contract/queries/office.ts";
import { isPerson, type PersonActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { defineQuery } from "../core/query.ts";
import { delegations } from "./delegation-table.ts";
import { departments, people } from "./tables.ts";

const mostPeople = 2000;
const mostDepartments = 500;

const byName = { order: { name: "ASC" } } as const;

/** `desk.me` without the storefronts, which are known further right. */
export async function readMePerson(
  reader: Reader,
  actor: PersonActor,
  now: number,
): Promise<Omit<Me, "storefronts">> {
  const { personId, name, email, kind, departmentIds } = actor;
  const own =
    departmentIds.length === 0
      ? []
      : await reader.many(departments, {
          where: { id: In([...departmentIds]) },
          take: mostDepartments,
          ...byName,
        });
  return {
    personId,
    name,
    email,
    role: kind,
    departments: own.map(({ id, name, isFinance }) => ({ id, name, isFinance })),
    delegate: await readDelegate(reader, personId, now),
  };
}

/** Of an absence that is not over yet. */
async function readDelegate(reader: Reader, id: string, now: number): Promise<Me["delegate"]> {
  const named = await reader.one(delegations, { id });
  if (named === null || named.untilAt <= now) return null;
  const { delegateId, fromAt, untilAt } = named;
  const delegate = await reader.one(people, { id: delegateId });
  return delegate === null ? null : { id: delegateId, name: delegate.name, from: fromAt, until: untilAt };
}

/** Whom one may assign to or invite; nobody who was shut out. A department does neither, and sees itself. */
export const readDirectory = defineQuery({
  name: "staff.directory",
  who: officeQueries["staff.directory"].who,
  input: officeQueries["staff.directory"].input,
  async read(reader, _input, actor, now) {
    if (isPerson(actor) && actor.kind === "department") {
      return { people: [], departments: (await readMePerson(reader, actor, now)).departments };
    }
    const active = await reader.many(people, { where: { isActive: true }, take: mostPeople, ...byName });
    const all = await reader.many(departments, { take: mostDepartments, ...byName });
    return {
      people: active.map(({ id, name, role }) => ({ id, name, role })),
      departments: all.map(({ id, name, isFinance }) => ({ id, name, isFinance })),
    };
  },
});

/** Everybody, those shut out too. */
export const readStaffList = defineQuery({
  name: "staff.list",
  who: officeQueries["staff.list"].who,
  input: officeQueries["staff.list"].input,
  async read(reader): Promise<{ people: PersonRow[] }> {
    const rows = await reader.many(people, { take: mostPeople, ...byName });
    return {
      people: rows.map(({ id, passwordHash, createdAt: _createdAt, ...row }) => ({
        personId: id,
        ...row,
        hasPassword: passwordHash !== null,
      })),
    };
  },
});
