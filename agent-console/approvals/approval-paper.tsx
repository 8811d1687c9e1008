import { Badge, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { Obstacle } from "../../backend/contract/entries.ts";
import type { ApprovalCard } from "../../backend/contract/queries/console.ts";
import type { RemedyKind } from "../../backend/contract/vocabulary.ts";
import { linesText, whatText } from "../conversation/line-text.ts";
import { PhotoStrip } from "../conversation/photo-strip.tsx";
import { ReasonList } from "../remedy/all-reasons.tsx";
import { limitFigure } from "../remedy/limit-figure.ts";
import { worthText } from "../remedy/worth-text.ts";
import { linkTo } from "../shell/routes.ts";
import { useNow } from "../shell/use-now.ts";
import { useLanguage } from "../text/language.tsx";
import classes from "./approvals.module.css";
import { AskedSteps } from "./asked-steps.tsx";
import { askedText } from "./asked-text.ts";
import { DecisionForm } from "./decision-form.tsx";

/** Of these the goods are the thing, so a second line names them. */
const saysMore: ReadonlySet<RemedyKind> = new Set([
  "exchange",
  "return_refund",
  "cancellation",
  "order_change",
  "gift",
]);

/** Everything that a yes or a no needs, on one card. */
export function ApprovalPaper({ card }: { card: ApprovalCard }) {
  const language = useLanguage();
  const { t, money, moment } = language;
  const say = t.approvals;
  const now = useNow();
  const { remedy, order } = card;
  const worth = worthText(remedy.remedy, remedy.currency, language);
  const overBy = (roomMinor: number | null) => worth(remedy.amountMinor - (roomMinor ?? 0));
  const total = money(order.totalMinor, order.currency);

  function overText({ dimension, limitMinor, roomMinor }: Obstacle): string {
    const limit = limitFigure(dimension, limitMinor ?? 0, worth);
    return say.over[dimension](limit, overBy(roomMinor));
  }

  return (
    <article className={classes.paper}>
      <header>
        <Title order={2} size="lg" className="money">
          {say.asks(remedy.by.name, askedText(remedy, language))}
        </Title>
        {saysMore.has(remedy.remedy) && (
          <Text fw={600} className={classes.goods}>
            {whatText(remedy, language)}
          </Text>
        )}
        <Text c="dimmed">
          {say.for(card.shopperName ?? t.desk.anonymous, card.orderNumber)}{" "}
          <Badge size="sm" variant="light" tt="none" color={card.isVerified ? "brand" : "yellow"}>
            {card.isVerified ? t.case.verified : t.case.stated}
          </Badge>
        </Text>
        <Text size="sm" c="dimmed" className="figures">
          {[
            card.storefrontName,
            t.words.reasons[remedy.reason],
            saysMore.has(remedy.remedy) ? "" : linesText(remedy.lines),
            card.address,
            order.refundedMinor === 0
              ? say.untouched(total)
              : say.order(total, money(order.refundedMinor, order.currency)),
          ]
            .filter((each) => each !== "")
            .join(" · ")}
        </Text>
      </header>
      <Part title={say.whyOver}>
        {card.obstacles.length === 0 ? (
          <Text size="sm">{say.withinLimits}</Text>
        ) : (
          <ul className={classes.over}>
            {card.obstacles.map((obstacle) => (
              <li key={`${obstacle.dimension}-${obstacle.ruleId}`}>{overText(obstacle)}</li>
            ))}
          </ul>
        )}
        {card.explanation !== null && (
          <details className={classes.more}>
            <summary>{t.remedy.allReasons}</summary>
            <ReasonList remedy={remedy.remedy} explanation={card.explanation} />
          </details>
        )}
      </Part>
      <Part title={say.because}>
        <p className={classes.words}>{remedy.request?.because}</p>
      </Part>
      <Part title={say.words}>
        {card.shopperWords.length === 0 ? (
          <Text size="sm" c="dimmed">
            {say.noWords}
          </Text>
        ) : (
          <blockquote className={classes.quote}>
            {[...new Set(card.shopperWords)].map((words) => (
              <p key={words} className={classes.words}>
                {words}
              </p>
            ))}
          </blockquote>
        )}
        {card.photos.length === 0 && (
          <Text size="sm" c="dimmed" mt={4}>
            {say.noPhotos}
          </Text>
        )}
      </Part>
      {card.photos.length > 0 && (
        <Part title={say.photos}>
          <PhotoStrip photos={card.photos} />
        </Part>
      )}
      <Part title={say.step.title}>
        <AskedSteps steps={remedy.request?.steps ?? []} remindedAt={card.remindedAt} />
      </Part>
      <DecisionForm card={card} what={askedText(remedy, language)} />
      <footer className={classes.foot}>
        <a
          {...linkTo({
            page: "desk",
            queue: "awaiting_approval",
            ticketId: card.ticketId,
            pane: "conversation",
          })}
        >
          {say.openTicket} #{card.ticketNumber}
        </a>
        <span>
          {say.askedAt(moment(card.requestedAt, now))}
          {remedy.request !== null && ` · ${say.expires(moment(remedy.request.expiresAt, now))}`}
        </span>
      </footer>
    </article>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={3} size="sm" mb={2}>
        {title}
      </Title>
      {children}
    </section>
  );
}
