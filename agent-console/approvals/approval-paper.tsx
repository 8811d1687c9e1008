import { Badge, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { Obstacle } from "../../backend/contract/entries.ts";
import type { ApprovalCard } from "../../backend/contract/queries/console.ts";
import { linesText, whatText } from "../conversation/line-text.ts";
import { PhotoStrip } from "../conversation/photo-strip.tsx";
import { ReasonList } from "../remedy/all-reasons.tsx";
import { limitFigure } from "../remedy/limit-figure.ts";
import { linkTo } from "../shell/routes.ts";
import { useNow } from "../shell/use-now.ts";
import { useLanguage } from "../text/language.tsx";
import classes from "./approvals.module.css";
import { AskedSteps } from "./asked-steps.tsx";
import { DecisionForm } from "./decision-form.tsx";

/** Everything that a yes or a no needs, on one card. */
export function ApprovalPaper({ card }: { card: ApprovalCard }) {
  const language = useLanguage();
  const { t, money, moment } = language;
  const now = useNow();
  const { remedy, order } = card;
  const amount = money(remedy.amountMinor, remedy.currency);
  const what =
    remedy.remedy === "refund"
      ? t.approvals.refund(amount)
      : remedy.remedy === "reship"
        ? t.approvals.reship(amount)
        : whatText(remedy, language);
  const overBy = (roomMinor: number | null) => money(remedy.amountMinor - (roomMinor ?? 0), remedy.currency);

  function overText({ dimension, limitMinor, roomMinor }: Obstacle): string {
    const limit = limitFigure(dimension, limitMinor ?? 0, (minor) => money(minor, remedy.currency));
    return t.approvals.over[dimension](limit, overBy(roomMinor));
  }

  return (
    <article className={classes.paper}>
      <header>
        <Title order={2} size="lg" className="money">
          {t.approvals.asks(remedy.by.name, what)}
        </Title>
        <Text c="dimmed">
          {t.approvals.for(card.shopperName ?? t.desk.anonymous, card.orderNumber)}{" "}
          <Badge size="sm" variant="light" tt="none" color={card.isVerified ? "brand" : "yellow"}>
            {card.isVerified ? t.case.verified : t.case.stated}
          </Badge>
        </Text>
        <Text size="sm" c="dimmed" className="figures">
          {[
            card.storefrontName,
            t.words.reasons[remedy.reason],
            linesText(remedy.lines),
            card.address,
            t.approvals.order(
              money(order.totalMinor, order.currency),
              money(order.refundedMinor, order.currency),
            ),
          ]
            .filter((each) => each !== "")
            .join(" · ")}
        </Text>
      </header>
      <Part title={t.approvals.whyOver}>
        <ul className={classes.over}>
          {card.obstacles.map((obstacle) => (
            <li key={`${obstacle.dimension}-${obstacle.ruleId}`}>{overText(obstacle)}</li>
          ))}
        </ul>
        {card.explanation !== null && (
          <details>
            <summary>{t.remedy.allReasons}</summary>
            <ReasonList remedy={remedy.remedy} explanation={card.explanation} />
          </details>
        )}
      </Part>
      <Part title={t.approvals.because}>
        <p className={classes.words}>{remedy.request?.because}</p>
      </Part>
      <Part title={t.approvals.words}>
        {card.shopperWords.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t.approvals.noWords}
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
      </Part>
      <Part title={t.approvals.photos}>
        {card.photos.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t.approvals.noPhotos}
          </Text>
        ) : (
          <PhotoStrip photos={card.photos} />
        )}
      </Part>
      <Part title={t.approvals.step.title}>
        <AskedSteps steps={remedy.request?.steps ?? []} remindedAt={card.remindedAt} />
      </Part>
      <DecisionForm card={card} what={what} />
      <footer className={classes.foot}>
        <a
          {...linkTo({
            page: "desk",
            queue: "awaiting_approval",
            ticketId: card.ticketId,
            pane: "conversation",
          })}
        >
          {t.approvals.openTicket} #{card.ticketNumber}
        </a>
        <span>
          {moment(card.requestedAt, now)}
          {remedy.request !== null && ` · ${t.approvals.expires(moment(remedy.request.expiresAt, now))}`}
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
