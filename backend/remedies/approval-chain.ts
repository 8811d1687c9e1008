import { type ApprovalStep, anySupervisor, stepInTurn } from "../contract/approval-steps.ts";
import type { Role } from "../contract/vocabulary.ts";
import type { Answerer, Answering } from "../staff/read-answerer.ts";
import type { ApprovalRow } from "./approval-table.ts";

/** Of a request made before there were chains. */
export const stepsOf = (approval: Pick<ApprovalRow, "steps"> | null): ApprovalStep[] =>
  approval?.steps ?? [anySupervisor];

const isAtLeast = (role: Role, asked: "supervisor" | "admin"): boolean =>
  role === "admin" || (role === "supervisor" && asked === "supervisor");

function isAsked({ approver, escalatedTo }: ApprovalStep, person: Answering): boolean {
  if (escalatedTo !== null && isAtLeast(person.role, escalatedTo)) return true;
  if (approver.kind === "role") return isAtLeast(person.role, approver.role);
  if (approver.kind === "person") return person.personId === approver.personId;
  return person.departmentIds.includes(approver.departmentId);
}

/** As whom somebody may answer a step: as themselves first, else for who is away. Null: they are not asked. */
export function answersAs(step: ApprovalStep, { own, absent }: Answerer): Answering | null {
  return [own, ...absent].find((person) => isAsked(step, person)) ?? null;
}

export const isInTurn = (steps: readonly ApprovalStep[], who: Answerer): boolean => {
  const step = stepInTurn(steps);
  return step !== null && answersAs(step, who) !== null;
};

/** With this person's yes at every step that waits and asks them: who is asked twice answers once. */
export function withAnswer(steps: readonly ApprovalStep[], who: Answerer, at: number): ApprovalStep[] {
  return steps.map((step) => {
    if (step.answered !== null) return step;
    const as = answersAs(step, who);
    if (as === null) return step;
    const insteadOf = as.personId === who.own.personId ? null : as.name;
    return { ...step, answered: { personId: who.own.personId, name: who.own.name, insteadOf, at } };
  });
}

/** Another amount is another request: whoever said yes to the one before is asked again. */
export const withoutAnswers = (steps: readonly ApprovalStep[]): ApprovalStep[] =>
  steps.map((step) => ({ ...step, answered: null }));

/** The role above those who are asked; null where nobody is above them. */
export function roleAbove({ approver, escalatedTo }: ApprovalStep): "supervisor" | "admin" | null {
  const asked = escalatedTo ?? (approver.kind === "role" ? approver.role : null);
  if (asked === null) return "supervisor";
  return asked === "supervisor" ? "admin" : null;
}

export function escalated(steps: readonly ApprovalStep[]): ApprovalStep[] {
  const inTurn = stepInTurn(steps);
  return steps.map((step) =>
    step === inTurn ? { ...step, escalatedTo: roleAbove(step) ?? step.escalatedTo } : step,
  );
}
