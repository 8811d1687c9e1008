import type { Messenger } from "../../backend/contract/figures.ts";
import { useLanguage } from "../text/language.tsx";
import { useAsk } from "../wire/use-ask.ts";
import { type Asked, inputOf, type Opened } from "./asked.ts";
import { AskedCard } from "./asked-card.tsx";
import { FigureCard } from "./figure-card.tsx";
import { countText, percentText } from "./figure-text.ts";
import type { FigureValue } from "./figure-value.tsx";

const quarters = [0, 0.25, 0.5, 0.75, 1];
const keys = ["carried", "asked", "relayed", "chased", "cases"] as const;

export function MessengerFigure({ asked, onOpen }: { asked: Asked; onOpen(opened: Opened): void }) {
  const { t, language } = useLanguage();
  const query = useAsk("figures.messenger", inputOf(asked), { keepsLast: true });
  const title = t.figures.messengerTitle;
  const labels = { ...t.figures, cases: t.figures.casesDecided };
  const index = ({ carried, cases }: Messenger) => percentText(carried, cases, language);
  const values: FigureValue<Messenger>[] = [
    { key: "index", label: t.figures.index, text: index, colour: "accent" },
    ...keys.map((key) => ({
      key,
      label: labels[key],
      text: (messenger: Messenger) => countText(messenger[key], language),
      count: (messenger: Messenger) => messenger[key],
      slice: key,
    })),
  ];
  return (
    <AskedCard title={title} query={query} isEmpty={({ total }) => total.cases === 0}>
      {(answer) => (
        <FigureCard<Messenger>
          name="messenger"
          title={title}
          hint={t.figures.messengerHint}
          asked={asked}
          answer={answer}
          onOpen={onOpen}
          headline={(messenger) => ({ value: index(messenger), words: t.figures.carriedShare })}
          values={values}
          plot={{
            kind: "lines",
            series: [
              {
                key: "index",
                colour: "accent",
                values: answer.buckets.map(({ figures }) =>
                  figures.cases === 0 ? null : figures.carried / figures.cases,
                ),
              },
            ],
            ticks: quarters,
            tickText: (value) => percentText(value, 1, language),
          }}
        />
      )}
    </AskedCard>
  );
}
