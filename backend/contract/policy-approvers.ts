import type { Approver, PolicyRule } from "./policy.ts";
import type { Role } from "./vocabulary.ts";

/** Who works here and can sign in. */
export interface StaffMember {
  id: string;
  role: Role;
  departmentIds: readonly string[];
}

const above: Record<"supervisor" | "admin", readonly Role[]> = {
  supervisor: ["supervisor", "admin"],
  admin: ["admin"],
};

function canAnswer(approver: Approver, { id, role, departmentIds }: StaffMember): boolean {
  switch (approver.kind) {
    case "role":
      return above[approver.role].includes(role);
    case "person":
      return id === approver.personId;
    case "department":
      return departmentIds.includes(approver.departmentId);
  }
}

const isAbout = (rule: PolicyRule, { id, role, departmentIds }: StaffMember): boolean =>
  rule.roles.includes(role) ||
  rule.personIds.includes(id) ||
  rule.departmentIds.some((each) => departmentIds.includes(each));

/**
 * Whether a step of the rule's approvals has nobody to answer it: nobody at all, or for one of those whom the rule is about
 * nobody but themselves, because nobody approves their own request.
 */
export function locksApproversOut(rule: PolicyRule, staff: readonly StaffMember[]): boolean {
  if (rule.effect.kind !== "approval") return false;
  return rule.effect.chain.some((approver) => {
    const answering = staff.filter((each) => canAnswer(approver, each));
    const [only] = answering;
    return only === undefined || (answering.length === 1 && isAbout(rule, only));
  });
}
