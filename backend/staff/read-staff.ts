import type { StaffMember } from "../contract/policy-approvers.ts";
import type { Reader } from "../core/database/reader.ts";
import { people } from "./tables.ts";

const mostStaff = 5000;

/** Everybody who can sign in. */
export async function readStaff(reader: Reader): Promise<StaffMember[]> {
  const found = await reader.many(people, { where: { isActive: true }, take: mostStaff });
  return found.map(({ id, role, departmentIds }) => ({ id, role, departmentIds }));
}
