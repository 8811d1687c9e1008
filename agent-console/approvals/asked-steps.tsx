import type { ApprovalStep } from "../../backend/contract/approval-steps.ts";
import { useNow } from "../shell/use-now.ts";
import { useLanguage } from "../text/language.tsx";
import classes from "./approvals.module.css";

/** Who has said yes, and who is asked now; the others wait for their turn. */
export function AskedSteps({ steps, remindedAt }: { steps: ApprovalStep[]; remindedAt: number | null }) {
  const { t, moment } = useLanguage();
  const now = useNow();
  const inTurn = steps.findIndex((step) => step.answered === null);
  const say = t.approvals.step;
  return (
    <ol className={classes.steps}>
      {steps.map((step, index) => (
        // A chain may ask the same role at two places, and never changes its order.
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the chain is what tells two steps apart
          key={index}
          data-state={step.answered !== null ? "agreed" : index === inTurn ? "asked" : "later"}
          aria-current={index === inTurn ? "step" : undefined}
        >
          {[
            nameOf(step),
            step.answered === null
              ? index === inTurn
                ? say.asked
                : say.later
              : step.answered.insteadOf === null
                ? say.agreed(step.answered.name, moment(step.answered.at, now))
                : say.agreedFor(step.answered.name, step.answered.insteadOf, moment(step.answered.at, now)),
            step.answered === null &&
              step.escalatedTo !== null &&
              say.also(t.words.roles[step.escalatedTo].toLowerCase()),
            index === inTurn && remindedAt !== null && say.reminded(moment(remindedAt, now)),
          ]
            .filter((part) => typeof part === "string")
            .join(" · ")}
        </li>
      ))}
    </ol>
  );

  function nameOf({ approver, name }: ApprovalStep): string {
    return approver.kind === "role" ? say.anyOf(t.words.roles[approver.role].toLowerCase()) : name;
  }
}
