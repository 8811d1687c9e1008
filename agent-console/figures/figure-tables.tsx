import { Anchor, Table } from "@mantine/core";
import type { FigureName, Figures } from "../../backend/contract/figures.ts";
import { useLanguage } from "../text/language.tsx";
import { type Asked, csvAddress } from "./asked.ts";
import { daysText, groupText } from "./figure-text.ts";
import type { FigureValue, OpenValue } from "./figure-value.tsx";
import classes from "./figures.module.css";

function Cell<T>({ value, figures, onOpen }: { value: FigureValue<T>; figures: T; onOpen(): void }) {
  const { t } = useLanguage();
  const text = value.text(figures);
  if (value.slice === undefined || (value.count?.(figures) ?? 0) === 0) return text;
  return (
    <Anchor
      component="button"
      fz="inherit"
      aria-label={t.figures.openCases(value.label, text)}
      onClick={onOpen}
    >
      {text}
    </Anchor>
  );
}

interface TableProps<T> {
  title: string;
  answer: Figures<T>;
  values: FigureValue<T>[];
  onOpen: OpenValue<T>;
}

/** The same as the plot, to be read line by line. */
export function TimeTable<T>({ title, answer, values, onOpen }: TableProps<T>) {
  const { t, language } = useLanguage();
  const caption = t.common.labelled(title, t.figures.period);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keys.
    <section className={classes.tableFrame} aria-label={caption} tabIndex={0}>
      <Table stickyHeader verticalSpacing={6} horizontalSpacing={6} className="figures">
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

export function GroupTable<T>({
  name,
  title,
  asked,
  answer,
  values,
  onOpen,
}: TableProps<T> & { name: FigureName; asked: Asked }) {
  const { t } = useLanguage();
  const caption = t.common.labelled(title, t.figures.cuts[asked.by]);
  return (
    <div className={classes.groups}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keys. */}
      <section className={classes.tableFrame} aria-label={caption} tabIndex={0}>
        <Table stickyHeader verticalSpacing={6} horizontalSpacing={6} className="figures">
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
