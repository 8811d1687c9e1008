import { Anchor, Table, Text, Title } from "@mantine/core";
import { useId } from "react";
import type { BudgetUse } from "../../backend/contract/figures.ts";
import { useLanguage } from "../text/language.tsx";
import { useAsk } from "../wire/use-ask.ts";
import { type Asked, csvAddress, inputOf, type Opened } from "./asked.ts";
import { AskedCard } from "./asked-card.tsx";
import { countText, percentText } from "./figure-text.ts";
import classes from "./figures.module.css";

export function BudgetsFigure({ asked, onOpen }: { asked: Asked; onOpen(opened: Opened): void }) {
  const { t, language } = useLanguage();
  const query = useAsk("figures.budgets", inputOf(asked), { keepsLast: true });
  const titleId = useId();
  const title = t.figures.budgetsTitle;
  return (
    <AskedCard title={title} query={query} isEmpty={({ uses, hits }) => uses.length + hits.length === 0}>
      {({ uses, hits }) => (
        <section className={classes.card} aria-labelledby={titleId}>
          <header className={classes.cardHead}>
            <div>
              <Title order={2} size="md" id={titleId}>
                {title}
              </Title>
              <Text size="sm" c="dimmed" maw={640}>
                {t.figures.budgetsHint}
              </Text>
            </div>
            <Anchor
              className={classes.csv}
              href={csvAddress("budgets", asked, "time")}
              download
              aria-label={t.figures.csvOf(title)}
            >
              {t.figures.csv}
            </Anchor>
          </header>
          <div className={classes.cardBody}>
            <div className={classes.overTime}>
              <Uses uses={uses} />
            </div>
            <div className={classes.groups}>
              <Title order={3} size="sm">
                {t.figures.hits}
              </Title>
              {hits.length === 0 ? (
                <Text size="sm" c="dimmed">
                  {t.figures.noHits}
                </Text>
              ) : (
                <Table verticalSpacing={6} fz={13} className="figures">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t.figures.limit}</Table.Th>
                      <Table.Th className={classes.right}>{t.figures.hit}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {hits.map(({ dimension, count }) => (
                      <Table.Tr key={dimension}>
                        <Table.Th scope="row" className={classes.rowHead}>
                          {t.figures.limits[dimension]}
                        </Table.Th>
                        <Table.Td className={classes.right}>
                          <Anchor
                            component="button"
                            size="sm"
                            aria-label={t.figures.openCases(
                              t.figures.limits[dimension],
                              countText(count, language),
                            )}
                            onClick={() =>
                              onOpen({
                                title: t.figures.limits[dimension],
                                slice: "hit",
                                from: asked.from,
                                to: asked.to,
                                by: asked.by,
                                key: null,
                                limitedBy: dimension,
                              })
                            }
                          >
                            {countText(count, language)}
                          </Anchor>
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              )}
              <Anchor
                className={classes.csv}
                href={csvAddress("budgets", asked, "groups")}
                download
                aria-label={t.figures.csvOf(t.figures.hits)}
              >
                {t.figures.csv}
              </Anchor>
            </div>
          </div>
        </section>
      )}
    </AskedCard>
  );
}

function Uses({ uses }: { uses: BudgetUse[] }) {
  const { t, language, exactMoney, money } = useLanguage();
  const limitText = ({ limit, currency }: BudgetUse) => {
    if (limit === null) return t.figures.noLimit;
    const [least, most] = [money(limit.leastMinor, currency), money(limit.mostMinor, currency)];
    return least === most ? most : `${least} – ${most}`;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keys.
    <section className={classes.tableFrame} aria-label={t.figures.budget} tabIndex={0}>
      <Table verticalSpacing={8} className="figures">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t.figures.budget}</Table.Th>
            <Table.Th className={classes.right}>{t.figures.drawn}</Table.Th>
            <Table.Th className={classes.right}>{t.figures.mean}</Table.Th>
            <Table.Th className={classes.right}>{t.figures.highest}</Table.Th>
            <Table.Th className={classes.right}>{t.figures.limit}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {uses.map((use) => (
            <Table.Tr key={`${use.scope}-${use.currency}`}>
              <Table.Th scope="row" className={classes.rowHead}>
                {t.figures.scopes[use.scope]} · {use.currency}
                {use.limit !== null && <Gauge use={use} />}
              </Table.Th>
              <Table.Td className={classes.right}>{countText(use.drawn, language)}</Table.Td>
              <Table.Td className={classes.right}>{exactMoney(use.meanMinor, use.currency)}</Table.Td>
              <Table.Td className={classes.right}>{exactMoney(use.highestMinor, use.currency)}</Table.Td>
              <Table.Td className={classes.right}>{limitText(use)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** The mean and the highest use beside the highest limit in force. */
function Gauge({ use }: { use: BudgetUse }) {
  const { t, language } = useLanguage();
  const most = use.limit?.mostMinor ?? 0;
  if (most === 0) return null;
  const part = (minor: number) => `${Math.min(100, (minor / most) * 100)}%`;
  return (
    <span className={classes.gauge}>
      <span className={classes.gaugeBar} aria-hidden="true">
        <span className={classes.gaugeHighest} style={{ width: part(use.highestMinor) }} />
        <span className={classes.gaugeMean} style={{ width: part(use.meanMinor) }} />
      </span>
      <span className={classes.gaugeText}>
        {t.figures.ofLimit(percentText(use.highestMinor, most, language))}
      </span>
    </span>
  );
}
