import { Like } from "typeorm";
import type { ApprovalStep } from "../contract/approval-steps.ts";
import type { Approver } from "../contract/policy.ts";
import type { Reader } from "../core/database/reader.ts";
import { departments, people } from "../staff/tables.ts";

const mostMembers = 500;

/**
 * The chain as it is asked. Who cannot answer (shut out, gone, the asker, or who stands in for the asker) must not hold the
 * request up: a supervisor is asked beside them.
 */
export async function readSteps(
  reader: Reader,
  chain: readonly Approver[],
  asking: readonly (string | null)[],
): Promise<ApprovalStep[]> {
  const steps: ApprovalStep[] = [];
  for (const approver of chain) {
    const { name, canAnswer } = await readAsked(reader, approver, asking);
    steps.push({ approver, name, answered: null, escalatedTo: canAnswer ? null : "supervisor" });
  }
  return steps;
}

interface Asked {
  name: string;
  canAnswer: boolean;
}

async function readAsked(
  reader: Reader,
  approver: Approver,
  asking: readonly (string | null)[],
): Promise<Asked> {
  if (approver.kind === "role") return { name: "", canAnswer: true };
  if (approver.kind === "person") {
    const person = await reader.one(people, { id: approver.personId });
    const canAnswer = person?.isActive === true && !asking.includes(person.id);
    return { name: person?.name ?? "", canAnswer };
  }
  const { departmentId } = approver;
  const department = await reader.one(departments, { id: departmentId });
  const where = { isActive: true, departmentIds: Like(`%${departmentId}%`) };
  const members = await reader.many(people, { where, take: mostMembers });
  return { name: department?.name ?? "", canAnswer: members.some(({ id }) => !asking.includes(id)) };
}
