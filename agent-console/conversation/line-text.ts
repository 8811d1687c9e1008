import type { VisibleStaffEntry } from "../../backend/contract/entries.ts";
import type { Terms } from "../../backend/contract/remedy-terms.ts";
import type { RemedyView } from "../../backend/contract/views.ts";
import type { Dictionary } from "../text/language.tsx";
import { paymentText } from "../text/payment-text.ts";

interface Writer {
  t: Dictionary;
  money(amountMinor: number, currency: string): string;
  moment(at: number): string;
}

interface Promised {
  remedy: RemedyView["remedy"];
  amountMinor: number;
  currency: string;
  lines: { title: string; quantity: number }[];
  terms?: Terms | null;
}

export const linesText = (lines: { title: string; quantity: number }[]) =>
  lines.map(({ title, quantity }) => `${quantity} × ${title}`).join(", ");

/** "refund of ¥128", "1 × Kettle sent again". */
export function whatText(
  { remedy, amountMinor, currency, lines, terms }: Promised,
  { t, money }: Writer,
): string {
  const { goods = null, refundMinor = 0, points = null, change = null } = terms ?? {};
  return t.conversation.lines.what[remedy]({
    amount: money(amountMinor, currency),
    lines: linesText(lines),
    goods: goods === null ? "" : linesText([goods]),
    refund: refundMinor === 0 ? "" : money(refundMinor, currency),
    points: points ?? 0,
    change,
    paymentMethod: terms?.paymentMethod ?? "",
    isWholeOrder: terms?.isWholeOrder ?? false,
  });
}

/** What the settled line begins with, by what was given. */
const settledWords: Partial<Record<RemedyView["remedy"], "settledRefund" | "settledReship">> = {
  refund: "settledRefund",
  return_refund: "settledRefund",
  reship: "settledReship",
};

export interface Line {
  text: string;
  /** A second, quieter sentence: the reason, the words, what comes next. */
  detail?: string;
  tone?: "good" | "alarm" | "waiting";
}

const joined = (...parts: (string | null | undefined | false)[]) =>
  parts.filter((part): part is string => typeof part === "string" && part !== "").join(" · ");

/** The sentence of an entry that is neither a message nor a claim, from its code and parameters. */
export function lineOf(entry: VisibleStaffEntry, remedies: RemedyView[], writer: Writer): Line | null {
  const { t, money, moment } = writer;
  const say = t.conversation.lines;
  const by = entry.by.name;
  const remedyOf = (id: string) => remedies.find((each) => each.id === id);
  const what = (id: string) => {
    const remedy = remedyOf(id);
    return remedy === undefined ? "" : whatText(remedy, writer);
  };
  switch (entry.kind) {
    case "ticket.opened":
      return { text: entry.body.scene === null ? say.opened : say.openedOn(entry.body.scene) };
    case "shopper.identified":
      return { text: say.identified(entry.body.name, entry.body.email) };
    case "order.attached": {
      const { assurance, orderNumber } = entry.body;
      return {
        text: assurance === "verified" ? say.orderVerified(orderNumber) : say.orderStated(orderNumber),
      };
    }
    case "ticket.assigned": {
      const { assigneeName, isTakeover } = entry.body;
      if (assigneeName === null) return { text: say.unassigned(by) };
      return { text: isTakeover ? say.takenOver(assigneeName) : say.assigned(assigneeName) };
    }
    case "ticket.resolved":
      return { text: say.resolvedBy(by) };
    case "ticket.reopened":
      return { text: entry.body.because === "staff" ? say.reopenedBy(by) : say.reopenedByShopper };
    case "ticket.rated":
      return {
        text: say.rated(entry.body.score),
        detail: entry.body.words,
        tone: entry.body.score <= 2 ? "alarm" : "good",
      };
    case "remedy.granted":
      return {
        text: say.granted(by, whatText(entry.body, writer)),
        detail: t.words.reasons[entry.body.reason],
      };
    case "remedy.requested":
      return {
        text: say.requested(by, whatText(entry.body, writer)),
        detail: entry.body.because,
        tone: "waiting",
      };
    case "remedy.approved": {
      const { requestedMinor, amountMinor, currency } = entry.body;
      const isOther = requestedMinor !== amountMinor;
      return {
        text: say.approved(by, whatText(entry.body, writer)),
        detail: isOther ? say.approvedInstead(money(requestedMinor, currency)) : undefined,
      };
    }
    case "remedy.agreed": {
      const { steps, insteadOf } = entry.body;
      const done = steps.filter((step) => step.answered !== null).length;
      return {
        text: say.agreed(insteadOf === null ? by : say.inPlaceOf(by, insteadOf)),
        detail: say.agreedSteps(done, steps.length),
        tone: "waiting",
      };
    }
    case "remedy.reminded":
      return { text: entry.body.isEscalation ? say.escalatedApproval : say.reminded, tone: "waiting" };
    case "remedy.recalled":
      return { text: say.recalled(entry.body.policyVersion), tone: "alarm" };
    case "remedy.declined":
      return { text: say.declined(by), detail: entry.body.because, tone: "alarm" };
    case "remedy.withdrawn":
      return { text: say.withdrawn(by) };
    case "remedy.expired":
      return { text: say.expired, tone: "alarm" };
    case "remedy.paying":
      return { text: say.paying(entry.body.attempt), detail: what(entry.body.remedyId), tone: "waiting" };
    case "remedy.settled": {
      const { remedyId, hint, arrivesInDays, reference, isOverrun } = entry.body;
      const word = settledWords[remedyOf(remedyId)?.remedy ?? "refund"] ?? "settled";
      return {
        text: joined(say[word], what(remedyId)),
        detail: joined(
          paymentText(hint, t),
          arrivesInDays !== null && say.arrives(arrivesInDays),
          reference !== "" && reference !== hint && t.remedy.state.reference(reference),
          isOverrun && say.overrun,
        ),
        tone: isOverrun ? "alarm" : "good",
      };
    }
    case "remedy.progressed": {
      const { remedyId, stage, hint } = entry.body;
      return { text: joined(say.stages[stage], hint), detail: what(remedyId), tone: "waiting" };
    }
    case "remedy.failed":
      return { text: say.failed(entry.body.message), detail: what(entry.body.remedyId), tone: "alarm" };
    case "remedy.retried":
      return { text: say.retried(by), detail: what(entry.body.remedyId) };
    case "escalation.opened":
      return {
        text: say.asked(entry.body.departmentName),
        detail: joined(entry.body.question, say.due(moment(entry.body.dueAt))),
        tone: "waiting",
      };
    case "escalation.finished":
      return { text: say.finished(entry.body.departmentName), detail: entry.body.result, tone: "good" };
    case "escalation.withdrawn":
      return { text: say.escalationWithdrawn(entry.body.departmentName) };
    default:
      return null;
  }
}
