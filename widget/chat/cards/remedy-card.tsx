/** @jsxImportSource preact */
import type { ShopperRemedyView } from "../../../backend/contract/views.ts";
import type { Format } from "../format.ts";
import type { AnyWord, SayAll } from "../say.ts";
import { useHereLater } from "../views/context.ts";
import { Icon } from "../views/icons.tsx";
import { LinkedText } from "../views/linked-text.tsx";
import { manners, progressOf } from "./manners.ts";
import { paidTo } from "./paid-to.ts";

const dayMs = 86_400_000;

/** Between two Chinese words there is no space, whatever was filled in. */
const closeUp = (text: string) => text.replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, "$1");

/** A Chinese full stop brings its own space. */
const joined = (parts: string[]): string =>
  parts.reduce((text, part) => (text === "" || text.endsWith("。") ? text + part : `${text} ${part}`), "");

/** What is true now, in a sentence or two. Nothing is called paid or sent before it is settled. */
function remedySentence(remedy: ShopperRemedyView, say: SayAll, format: Format): string {
  const manner = manners[remedy.remedy];
  const time = format.moment(remedy.since);
  switch (remedy.state) {
    case "asked":
      return say("askedNow");
    case "granted":
      return joined([say(manner.granted, { time }), ...moneyBack(remedy, say, format)]);
    case "paying":
      return joined([payingSentence(remedy, say, time), ...moneyBack(remedy, say, format)]);
    case "delayed":
      return say("delayed");
    case "closed":
      return say("closed");
    case "settled":
      return joined([...settledSentences(remedy, say, format), ...moneyBack(remedy, say, format)]);
  }
}

function payingSentence({ remedy, progress }: ShopperRemedyView, say: SayAll, time: string): string {
  if (progress === null) return say(manners[remedy].paying, { time });
  const { stage, hint } = progress;
  if (stage === "received") return say("returnReceived");
  return hint === "" ? say("returnLabel") : say("returnLabelBy", { hint });
}

function settledSentences(remedy: ShopperRemedyView, say: SayAll, format: Format): string[] {
  const manner = manners[remedy.remedy];
  const hint = paidTo(remedy.hint ?? "", say);
  const done = hint === "" ? say(manner.settled) : say(manner.settledWith, { hint });
  const days = remedy.arrivesInDays;
  if (days === null) return [done];
  const by = remedy.since + days * dayMs;
  // A promise that lies behind us says nothing any more.
  if (by < Date.now() - dayMs) return [done];
  const { today, day } = manner.arrives;
  return [done, days === 0 ? say(today) : say(day, { day: format.date(by) })];
}

/** What goes back beside goods or a change; a refund says it in its own words. */
function moneyBack({ terms, currency, state }: ShopperRemedyView, say: SayAll, format: Format): string[] {
  if (terms === null || terms.refundMinor === 0 || currency === null) return [];
  const amount = format.money(terms.refundMinor, currency);
  return [say(state === "settled" ? "moneyWentBack" : "moneyGoesBack", { amount })];
}

/** What it is, in figures where it is money or points, else in goods. */
function figureOf(
  remedy: ShopperRemedyView,
  say: SayAll,
  format: Format,
): { text: string; isSmall: boolean } | null {
  const { terms, amountMinor, currency, lines } = remedy;
  const isMoney =
    remedy.remedy === "refund" || remedy.remedy === "return_refund" || remedy.remedy === "store_credit";
  if (isMoney && amountMinor !== null && currency !== null)
    return { text: format.money(amountMinor, currency), isSmall: false };
  if (terms?.points) return { text: say("pointsCount", { count: terms.points }), isSmall: false };
  if (terms?.isWholeOrder) return { text: say("wholeOrder"), isSmall: true };
  if (terms?.change === "address") return { text: say("changedAddress"), isSmall: true };
  if (terms?.change === "payment") return { text: say("changedPayment"), isSmall: true };
  const goods = terms?.goods ? [terms.goods] : lines;
  const text = goods.map(({ quantity: count, title }) => say("items", { count, title })).join(", ");
  return text === "" ? null : { text, isSmall: true };
}

/** A promise to the shopper, true until the money has settled. */
export function RemedyCard({ remedy }: { remedy: ShopperRemedyView }) {
  const { say, format } = useHereLater();
  const manner = manners[remedy.remedy];
  const asked: AnyWord[] = ["stepAsked", "stepDeciding", ...manner.steps.slice(-1)];
  const steps = remedy.state === "asked" ? asked : ["stepApproved" as const, ...manner.steps];
  const { done, now } = progressOf(remedy, steps.length);
  const name = say(manner.name);
  const figure = figureOf(remedy, say, format);
  const amount = figure !== null && !figure.isSmall ? figure.text : null;
  // Two refunds in one conversation are told apart by the ear too.
  const label = [name, amount, format.moment(remedy.since)].filter(Boolean).join(", ");
  return (
    <section class={`card remedy ${remedy.state}`} aria-label={label}>
      <div class="top">
        <span class="badge">
          <Icon name={manner.icon} />
        </span>
        <div>
          {figure !== null && <p class="eyebrow">{say(manner.eyebrow)}</p>}
          <p class={amount === null ? "amount small" : "amount"}>{figure?.text ?? name}</p>
        </div>
      </div>
      {remedy.state !== "closed" && (
        <ol class="steps">
          {steps.map((step, index) => (
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
      <p class="truth">
        <LinkedText text={closeUp(remedySentence(remedy, say, format))} />
      </p>
    </section>
  );
}
