import { In } from "typeorm";
import type { Approver } from "../contract/policy.ts";
import type { Reader } from "../core/database/reader.ts";
import { departments, people } from "./tables.ts";

/** What those whom rules name are called; empty for a role, which every reader calls in their own language. */
export async function readApproverNames(
  reader: Reader,
  approvers: readonly Approver[],
): Promise<(approver: Approver) => string> {
  const personIds = approvers.flatMap((each) => (each.kind === "person" ? [each.personId] : []));
  const departmentIds = approvers.flatMap((each) => (each.kind === "department" ? [each.departmentId] : []));
  const named = new Map<string, string>();
  if (personIds.length > 0) {
    const found = await reader.many(people, { where: { id: In(personIds) }, take: personIds.length });
    for (const { id, name } of found) named.set(id, name);
  }
  if (departmentIds.length > 0) {
    const where = { id: In(departmentIds) };
    const found = await reader.many(departments, { where, take: departmentIds.length });
    for (const { id, name } of found) named.set(id, name);
  }
  return (approver) => {
    if (approver.kind === "role") return "";
    return named.get(approver.kind === "person" ? approver.personId : approver.departmentId) ?? "";
  };
}
