import { useLanguage } from "../text/language.tsx";
import { useAsk } from "../wire/use-ask.ts";
import { type Asked, inputOf, type Opened } from "./asked.ts";
import { AskedCard } from "./asked-card.tsx";
import { FigureCard } from "./figure-card.tsx";
import { countText, durationText } from "./figure-text.ts";
import { waitAt, waitHeight, waitTicks } from "./plot-scale.ts";

const hourMs = 3_600_000;
const heightOf = (ms: number | null) => (ms === null ? null : waitHeight(ms));

export function WaitingFigure({ asked, onOpen }: { asked: Asked; onOpen(opened: Opened): void }) {
  const { t, language } = useLanguage();
  const query = useAsk("figures.waiting", inputOf(asked), { keepsLast: true });
  const title = t.figures.waitingTitle;
  const hours = (ms: number) =>
    t.figures.duration.sum(new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(ms / hourMs));
  return (
    <AskedCard title={title} query={query} isEmpty={({ total }) => total.answered + total.waiting === 0}>
      {(answer) => (
        <FigureCard
          name="waiting"
          title={title}
          hint={t.figures.waitingHint}
          asked={asked}
          answer={answer}
          onOpen={onOpen}
          headline={(waits) => ({ value: durationText(waits.medianMs, t), words: t.figures.medianWait })}
          values={[
            {
              key: "median",
              label: t.figures.median,
              text: (waits) => durationText(waits.medianMs, t),
              colour: "accent",
            },
            {
              key: "p90",
              label: t.figures.p90,
              text: (waits) => durationText(waits.p90Ms, t),
              colour: "amber",
            },
            { key: "total", label: t.figures.total, text: (waits) => hours(waits.totalMs) },
            {
              key: "answered",
              label: t.figures.answered,
              text: (waits) => countText(waits.answered, language),
              count: (waits) => waits.answered,
              slice: "answered",
            },
            {
              key: "waiting",
              label: t.figures.stillWaiting,
              text: (waits) => countText(waits.waiting, language),
              count: (waits) => waits.waiting,
              slice: "waiting",
            },
          ]}
          plot={{
            kind: "lines",
            series: [
              {
                key: "median",
                colour: "accent",
                values: answer.buckets.map(({ figures }) => heightOf(figures.medianMs)),
              },
              {
                key: "p90",
                colour: "amber",
                values: answer.buckets.map(({ figures }) => heightOf(figures.p90Ms)),
              },
            ],
            ticks: waitTicks(Math.max(...answer.buckets.map(({ figures }) => figures.p90Ms ?? 0))),
            tickText: (height) => durationText(waitAt(height), t),
          }}
        />
      )}
    </AskedCard>
  );
}
