/** @jsxImportSource preact */
import type { ShopperRemedyView } from "../../../backend/contract/views.ts";
import type { Format } from "../format.ts";
import type { AnyWord, SayAll } from "../say.ts";
import { useHereLater } from "../views/context.ts";
import { Icon } from "../views/icons.tsx";

const dayMs = 86_400_000;

/** What is true now, in a sentence or two. Nothing is called paid or sent before it is settled. */
function remedySentence(remedy: ShopperRemedyView, say: SayAll, format: Format): string {
  const isRefund = remedy.remedy === "refund";
  const time = format.moment(remedy.since);
  switch (remedy.state) {
    case "asked":
      return say("askedNow");
    case "granted":
      return say(isRefund ? "grantedRefund" : "grantedReship", { time });
    case "paying":
      return say(isRefund ? "payingRefund" : "payingReship", { time });
    case "delayed":
      return say("delayed");
    case "closed":
      return say("closed");
    case "settled": {
      const hint = remedy.hint ?? "";
      const done =
        hint === ""
          ? say(isRefund ? "settledRefund" : "settledReship")
          : say(isRefund ? "settledRefundTo" : "settledReshipBy", { hint });
      const days = remedy.arrivesInDays;
      if (days === null) return done;
      const by = remedy.since + days * dayMs;
      // A promise that lies behind us says nothing any more.
      if (by < Date.now() - dayMs) return done;
      const then = days === 0 ? say("arrivesToday") : say("arrivesBy", { day: format.date(by) });
      // A Chinese full stop brings its own space.
      return done.endsWith("。") ? done + then : `${done} ${then}`;
    }
  }
}

/** How many of the three steps are behind us, and which of them is under way now (0 for none). */
const progress = {
  asked: { done: 1, now: 2 },
  granted: { done: 1, now: 0 },
  paying: { done: 1, now: 2 },
  delayed: { done: 1, now: 2 },
  settled: { done: 3, now: 0 },
  closed: { done: 0, now: 0 },
} as const;

function steps({ remedy, state }: ShopperRemedyView): AnyWord[] {
  const last = remedy === "refund" ? "stepPaid" : "stepSent";
  if (state === "asked") return ["stepAsked", "stepApproved", last];
  return ["stepApproved", remedy === "refund" ? "stepPaying" : "stepSending", last];
}

/** A promise to the shopper, true until the money has settled. */
export function RemedyCard({ remedy }: { remedy: ShopperRemedyView }) {
  const { say, format } = useHereLater();
  const isRefund = remedy.remedy === "refund";
  const { done, now } = progress[remedy.state];
  const name = say(isRefund ? "yourRefund" : "yourReplacement");
  const amount =
    isRefund && remedy.amountMinor !== null && remedy.currency !== null
      ? format.money(remedy.amountMinor, remedy.currency)
      : null;
  // Two refunds in one conversation are told apart by the ear too.
  const label = [name, amount, format.moment(remedy.since)].filter(Boolean).join(", ");
  return (
    <section class={`card remedy ${remedy.state}`} aria-label={label}>
      <div class="top">
        <span class="badge">
          <Icon name={isRefund ? "money" : "box"} />
        </span>
        <div>
          <p class="eyebrow">{say(isRefund ? "refund" : "reship")}</p>
          {amount !== null ? (
            <p class="amount">{amount}</p>
          ) : (
            <p class="amount small">
              {remedy.lines
                .map((line) => say("items", { count: line.quantity, title: line.title }))
                .join(", ") || name}
            </p>
          )}
        </div>
      </div>
      {remedy.state !== "closed" && (
        <ol class="steps">
          {steps(remedy).map((step, index) => (
            <li
              key={step}
              class={index < done ? "done" : index + 1 === now ? "now" : ""}
              aria-current={index + 1 === now ? "step" : undefined}
            >
              <span class="dot">{index < done && <Icon name="check" size={12} />}</span>
              {say(step)}
            </li>
          ))}
        </ol>
      )}
      <p class="truth">{remedySentence(remedy, say, format)}</p>
    </section>
  );
}
