import { Anchor, Button, Text, Title } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import type { FigureName, Figures } from "../../backend/contract/figures.ts";
import { useLanguage } from "../text/language.tsx";
import { type Asked, csvAddress, type Opened } from "./asked.ts";
import { GroupTable, TimeTable } from "./figure-tables.tsx";
import { columnText, daysText } from "./figure-text.ts";
import { Chip, type FigureValue, type OpenValue } from "./figure-value.tsx";
import classes from "./figures.module.css";
import { Plot, type Series } from "./plot.tsx";

interface Props<T> {
  name: FigureName;
  title: string;
  hint: string;
  asked: Asked;
  answer: Figures<T>;
  values: FigureValue<T>[];
  headline(figures: T): { value: string; words: string };
  plot: {
    kind: "bars" | "lines";
    series: Series[];
    ticks: number[];
    tickText(value: number): string;
  };
  onOpen(opened: Opened): void;
  children?: ReactNode;
}

/** A figure over time with its exact values, and the same cut by department, agent or reason. */
export function FigureCard<T>({
  name,
  title,
  hint,
  asked,
  answer,
  values,
  headline,
  plot,
  onOpen,
  children,
}: Props<T>) {
  const { t, language } = useLanguage();
  const [isTable, setTable] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const titleId = useId();
  const index = hovered ?? chosen;
  const bucket = index === null ? undefined : answer.buckets[index];
  const shown = bucket ?? { from: asked.from, to: asked.to, figures: answer.total };
  const open: OpenValue<T> = (value, of) =>
    value.slice !== undefined &&
    onOpen({
      title: [value.label, of.name ?? daysText(of, language)].join(" · "),
      slice: value.slice,
      from: of.from,
      to: of.to,
      by: asked.by,
      key: of.key ?? null,
      limitedBy: null,
    });
  const head = headline(shown.figures);

  return (
    <section className={classes.card} aria-labelledby={titleId}>
      <header className={classes.cardHead}>
        <div>
          <Title order={2} size="md" id={titleId}>
            {title}
          </Title>
          <Text size="sm" c="dimmed" maw={640}>
            {hint}
          </Text>
        </div>
        <div className={classes.tools}>
          <Button
            variant="default"
            size="compact-sm"
            aria-pressed={isTable}
            onClick={() => setTable(!isTable)}
          >
            {isTable ? t.figures.asPlot : t.figures.asTable}
          </Button>
          <Anchor
            className={classes.csv}
            href={csvAddress(name, asked, "time")}
            download
            aria-label={t.figures.csvOf(title)}
          >
            {t.figures.csv}
          </Anchor>
        </div>
      </header>
      <div className={classes.cardBody}>
        <div className={classes.overTime}>
          <div className={classes.readout}>
            <p className={classes.headline}>
              <span className={classes.big}>{head.value}</span> {head.words}
              <span className={classes.when}>
                {bucket === undefined ? t.figures.whole : daysText(bucket, language)}
                {chosen !== null && (
                  <Anchor component="button" size="sm" onClick={() => setChosen(null)}>
                    {t.figures.showWhole}
                  </Anchor>
                )}
              </span>
            </p>
            <ul className={classes.chips}>
              {values.map((value) => (
                <li key={value.key}>
                  <Chip value={value} figures={shown.figures} onOpen={() => open(value, shown)} />
                </li>
              ))}
            </ul>
          </div>
          {isTable ? (
            <TimeTable answer={answer} values={values} onOpen={open} title={title} />
          ) : (
            <Plot
              {...plot}
              columns={answer.buckets.map((each) => columnText(each, language))}
              label={t.figures.inspect(title)}
              valueText={(at) => {
                const each = answer.buckets[at];
                if (each === undefined) return "";
                const said = values.map((value) => `${value.label} ${value.text(each.figures)}`);
                return `${daysText(each, language)}: ${said.join(", ")}`;
              }}
              chosen={index}
              onHover={setHovered}
              onChoose={setChosen}
            />
          )}
          {children}
        </div>
        <GroupTable name={name} title={title} asked={asked} answer={answer} values={values} onOpen={open} />
      </div>
    </section>
  );
}
