import { Anchor, Button, Table, Text, Title } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import type { FigureName, FigureSlice, Figures } from "../../backend/contract/figures.ts";
import { useLanguage } from "../text/language.tsx";
import type { Asked, Opened } from "./asked.ts";
import { csvAddress } from "./asked.ts";
import { columnText, countText, daysText, groupText } from "./figure-text.ts";
import classes from "./figures.module.css";
import plotClasses from "./plot.module.css";
import { Plot, type Series } from "./plot.tsx";

/** One value of a figure: a chip above the plot, a column of the tables. */
export interface FigureValue<T> {
  key: string;
  label: string;
  text(figures: T): string;
  /** Of what is behind it; left out, it opens nothing. */
  slice?: FigureSlice;
  count?(figures: T): number;
  colour?: string;
}

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
  const open = (value: FigureValue<T>, of: { from: string; to: string; key?: string; name?: string }) =>
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

type Open<T> = (value: FigureValue<T>, of: { from: string; to: string; key?: string; name?: string }) => void;

function Chip<T>({ value, figures, onOpen }: { value: FigureValue<T>; figures: T; onOpen(): void }) {
  const { t, language } = useLanguage();
  const text = value.text(figures);
  const words = (
    <>
      {value.colour !== undefined && (
        <span className={`${classes.swatch} ${plotClasses[value.colour]}`} aria-hidden="true" />
      )}
      {value.label} <span className={classes.number}>{text}</span>
    </>
  );
  const count = value.count?.(figures) ?? 0;
  if (value.slice === undefined || count === 0) return <span className={classes.chip}>{words}</span>;
  return (
    <button
      type="button"
      className={classes.chip}
      aria-label={t.figures.openCases(value.label, text)}
      title={t.figures.cases(count).replace(String(count), countText(count, language))}
      onClick={onOpen}
    >
      {words}
    </button>
  );
}

function Cell<T>({ value, figures, onOpen }: { value: FigureValue<T>; figures: T; onOpen(): void }) {
  const { t } = useLanguage();
  const text = value.text(figures);
  if (value.slice === undefined || (value.count?.(figures) ?? 0) === 0) return text;
  return (
    <Anchor component="button" size="sm" aria-label={t.figures.openCases(value.label, text)} onClick={onOpen}>
      {text}
    </Anchor>
  );
}

interface TableProps<T> {
  title: string;
  answer: Figures<T>;
  values: FigureValue<T>[];
  onOpen: Open<T>;
}

function TimeTable<T>({ title, answer, values, onOpen }: TableProps<T>) {
  const { t, language } = useLanguage();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keys.
    <section className={classes.tableFrame} aria-label={`${title}: ${t.figures.period}`} tabIndex={0}>
      <Table stickyHeader verticalSpacing={6} className="figures">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.figures.period}</Table.Th>
            {values.map(({ key, label }) => (
              <Table.Th key={key} className={classes.right}>
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {answer.buckets.map((bucket) => (
            <Table.Tr key={bucket.from}>
              <Table.Th scope="row" className={classes.rowHead}>
                {daysText(bucket, language)}
              </Table.Th>
              {values.map((value) => (
                <Table.Td key={value.key} className={classes.right}>
                  <Cell value={value} figures={bucket.figures} onOpen={() => onOpen(value, bucket)} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function GroupTable<T>({
  name,
  title,
  asked,
  answer,
  values,
  onOpen,
}: TableProps<T> & { name: FigureName; asked: Asked }) {
  const { t } = useLanguage();
  const caption = `${title}: ${t.figures.cuts[asked.by]}`;
  return (
    <div className={classes.groups}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keys. */}
      <section className={classes.tableFrame} aria-label={caption} tabIndex={0}>
        <Table stickyHeader verticalSpacing={6} className="figures">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.figures.cuts[asked.by]}</Table.Th>
              {values.map(({ key, label }) => (
                <Table.Th key={key} className={classes.right}>
                  {label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {answer.groups.map((group) => (
              <Table.Tr key={group.key}>
                <Table.Th scope="row" className={classes.rowHead}>
                  {groupText(group, asked.by, t)}
                </Table.Th>
                {values.map((value) => (
                  <Table.Td key={value.key} className={classes.right}>
                    <Cell
                      value={value}
                      figures={group.figures}
                      onOpen={() =>
                        onOpen(value, {
                          from: asked.from,
                          to: asked.to,
                          key: group.key,
                          name: groupText(group, asked.by, t),
                        })
                      }
                    />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      <Anchor
        className={classes.csv}
        href={csvAddress(name, asked, "groups")}
        download
        aria-label={t.figures.csvOf(caption)}
      >
        {t.figures.csv}
      </Anchor>
    </div>
  );
}
