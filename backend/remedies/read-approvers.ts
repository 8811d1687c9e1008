import { In, Not } from "typeorm";
import { lead } from "../contract/declaration.ts";
import type { PersonActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { people } from "../staff/tables.ts";

const named = 5;

/** Who can lift a limit: names, supervisors before admins, never the asker. */
export async function readApprovers(reader: Reader, asker: PersonActor): Promise<string[]> {
  const found = await reader.many(people, {
    where: { role: In([...lead]), isActive: true, id: Not(asker.personId) },
    // "supervisor" sorts after "admin".
    order: { role: "DESC", name: "ASC" },
    take: named,
  });
  return found.map((person) => person.name);
}
