import { type FigureSlice, type Outcome, type Outcomes, outcomes } from "../../backend/contract/figures.ts";
import { useLanguage } from "../text/language.tsx";
import { useAsk } from "../wire/use-ask.ts";
import { type Asked, inputOf, type Opened } from "./asked.ts";
import { AskedCard } from "./asked-card.tsx";
import { FigureCard } from "./figure-card.tsx";
import { countText, percentText } from "./figure-text.ts";
import { ticksUpTo } from "./plot-scale.ts";

const colours: Record<Outcome, string> = {
  granted: "accent",
  approved: "amber",
  declined: "slate",
  expired: "grey",
  withdrawn: "blue",
  waiting: "open",
};
const sum = (counts: Outcomes) => outcomes.reduce((total, outcome) => total + counts[outcome], 0);

export function OutcomesFigure({ asked, onOpen }: { asked: Asked; onOpen(opened: Opened): void }) {
  const { t, language } = useLanguage();
  const query = useAsk("figures.outcomes", inputOf(asked), { keepsLast: true });
  const title = t.figures.outcomesTitle;
  return (
    <AskedCard title={title} query={query} isEmpty={({ total }) => sum(total) === 0}>
      {(answer) => (
        <FigureCard
          name="outcomes"
          title={title}
          hint={t.figures.outcomesHint}
          asked={asked}
          answer={answer}
          onOpen={onOpen}
          headline={(counts) => ({
            value: percentText(counts.granted, sum(counts), language),
            words: t.figures.atOnce,
          })}
          values={outcomes.map((outcome) => ({
            key: outcome,
            label: t.figures.outcomes[outcome],
            text: (counts: Outcomes) => countText(counts[outcome], language),
            count: (counts: Outcomes) => counts[outcome],
            slice: outcome satisfies FigureSlice,
            colour: colours[outcome],
          }))}
          plot={{
            kind: "bars",
            series: outcomes.map((outcome) => ({
              key: outcome,
              colour: colours[outcome],
              values: answer.buckets.map(({ figures }) => figures[outcome]),
            })),
            ticks: ticksUpTo(Math.max(...answer.buckets.map(({ figures }) => sum(figures)), 4)),
            tickText: (value) => countText(value, language),
          }}
        />
      )}
    </AskedCard>
  );
}
