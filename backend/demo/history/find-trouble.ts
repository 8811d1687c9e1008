import type { ClaimReason, RemedyKind } from "../../contract/vocabulary.ts";
import type { Ground, Template } from "./history-plan.ts";

/** The product that arrives broken far too often, as every shop has one. */
export interface Trouble {
  reason: ClaimReason;
  /** Orders with it. */
  templates: Template[];
  lineIn: (template: Template) => number;
  /** What is given for it, with weights. */
  remedies: readonly (readonly [RemedyKind, number])[];
}

const reason: ClaimReason = "broken";
const remedies: Trouble["remedies"] = [
  ["refund", 78],
  ["reship", 22],
];
/** So much dearer than the limit that everybody has to ask and everybody is told yes. */
const barelyAbove = 1.5;

/**
 * People wait where a thing that goes wrong every day costs a little more than agents may give. Of the shop's products the
 * one sold most often for which that is so; null where all are well within the limits or far beyond them.
 */
export function findTrouble({ templates, policy }: Pick<Ground, "templates" | "policy">): Trouble | null {
  const capIn = (currency: string) =>
    Math.min(
      ...policy.rules
        .filter(
          ({ effect, remedy, roles, reasons }) =>
            effect.kind === "grant" &&
            remedy === "refund" &&
            roles.includes("agent") &&
            (reasons.length === 0 || reasons.includes(reason)),
        )
        .map(({ perOrder }) => perOrder[currency] ?? Number.POSITIVE_INFINITY),
    );
  const found = new Map<string, Template[]>();
  for (const template of templates) {
    const cap = capIn(template.currency);
    for (const { title, unitPriceMinor, requiresShipping } of template.lines) {
      if (!requiresShipping || unitPriceMinor <= cap || unitPriceMinor > cap * barelyAbove) continue;
      const key = `${template.currency} ${title}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, [template]);
      else known.push(template);
    }
  }
  const [most] = [...found].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1));
  if (most === undefined) return null;
  const title = most[0].slice(most[0].indexOf(" ") + 1);
  return {
    reason,
    remedies,
    templates: most[1],
    lineIn: ({ lines }) => lines.findIndex((line) => line.title === title),
  };
}
