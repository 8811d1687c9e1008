import type { Approver } from "./policy.ts";

/** One step of a chain of approvals, in the order in which they are asked. */
export interface ApprovalStep {
  approver: Approver;
  /** Of the person or the department who is asked; empty for a role. */
  name: string;
  /** `insteadOf`: whose place was taken in their absence. */
  answered: { personId: string; name: string; insteadOf: string | null; at: number } | null;
  /** The asked have not answered in time, or cannot: this role is asked beside them. */
  escalatedTo: "supervisor" | "admin" | null;
}

/** Of requests made before there were chains, and of what no rule names approvers for. */
export const anySupervisor: ApprovalStep = {
  approver: { kind: "role", role: "supervisor" },
  name: "",
  answered: null,
  escalatedTo: null,
};

/** Whose turn it is: the first step without an answer, null where all have agreed. */
export const stepInTurn = (steps: readonly ApprovalStep[]): ApprovalStep | null =>
  steps.find((step) => step.answered === null) ?? null;
