import { Table, Text, Title } from "@mantine/core";
import {
  type AuditEndings,
  type FigureSlice,
  type Outcomes,
  outcomes,
  type Trust,
} from "../../backend/contract/figures.ts";
import type { Amounts } from "../../backend/contract/policy.ts";
import { useLanguage } from "../text/language.tsx";
import { useAsk } from "../wire/use-ask.ts";
import { type Asked, inputOf, type Opened } from "./asked.ts";
import { AskedCard } from "./asked-card.tsx";
import { FigureCard } from "./figure-card.tsx";
import { countText, percentText } from "./figure-text.ts";
import type { FigureValue } from "./figure-value.tsx";
import classes from "./figures.module.css";
import { ticksUpTo } from "./plot-scale.ts";

export function TrustFigure({ asked, onOpen }: { asked: Asked; onOpen(opened: Opened): void }) {
  const { t, language, exactMoney } = useLanguage();
  const query = useAsk("figures.trust", inputOf(asked), { keepsLast: true });
  const title = t.figures.trustTitle;
  const counted = (key: "given" | "unproven" | "audited" | "delivered", label: string, colour?: string) =>
    ({
      key,
      label,
      text: (trust: Trust) => countText(trust[key], language),
      count: (trust: Trust) => trust[key],
      slice: key satisfies FigureSlice,
      colour,
    }) satisfies FigureValue<Trust>;
  const moneyOf = (amounts: Amounts | null) =>
    Object.entries(amounts ?? {})
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([currency, minor]) => exactMoney(minor, currency))
      .join("\n+ ") || "–";
  return (
    <AskedCard title={title} query={query} isEmpty={({ total }) => total.given + total.audited === 0}>
      {(answer) => (
        <FigureCard<Trust>
          name="trust"
          title={title}
          hint={t.figures.trustHint}
          asked={asked}
          answer={answer}
          onOpen={onOpen}
          headline={(trust) => ({
            value: percentText(trust.unproven, trust.given, language),
            words: t.figures.withoutPhoto,
          })}
          values={[
            counted("unproven", t.figures.unproven, "amber"),
            { key: "money", label: t.figures.money, text: (trust) => moneyOf(trust.unprovenAmounts) },
            counted("given", t.figures.given),
            counted("audited", t.figures.audited),
            counted("delivered", t.figures.delivered),
          ]}
          plot={{
            kind: "bars",
            series: [
              {
                key: "unproven",
                colour: "amber",
                values: answer.buckets.map(({ figures }) => figures.unproven),
              },
              {
                key: "proven",
                colour: "accent",
                values: answer.buckets.map(({ figures }) => figures.given - figures.unproven),
              },
            ],
            ticks: ticksUpTo(Math.max(...answer.buckets.map(({ figures }) => figures.given), 4)),
            tickText: (value) => countText(value, language),
          }}
        >
          <Audits audit={answer.audit} asked={asked} onOpen={onOpen} />
        </FigureCard>
      )}
    </AskedCard>
  );
}

const sum = (counts: Outcomes) => outcomes.reduce((total, outcome) => total + counts[outcome], 0);
const answers = ["delivered", "missing"] as const;

function Audits({
  audit,
  asked,
  onOpen,
}: {
  audit: AuditEndings;
  asked: Asked;
  onOpen(opened: Opened): void;
}) {
  const { t, language } = useLanguage();
  const isAny = answers.some((each) => sum(audit[each]) > 0);
  return (
    <div className={classes.audits}>
      <Title order={3} size="sm">
        {t.figures.audits}
      </Title>
      {isAny ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keys.
        <section className={classes.tableFrame} aria-label={t.figures.audits} tabIndex={0}>
          <Table verticalSpacing={6} className="figures">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.figures.ending}</Table.Th>
                {outcomes.map((outcome) => (
                  <Table.Th key={outcome} className={classes.right}>
                    {t.figures.outcomes[outcome]}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {answers.map((each) => (
                <Table.Tr key={each}>
                  <Table.Th scope="row" className={classes.rowHead}>
                    <button
                      type="button"
                      className={classes.link}
                      onClick={() =>
                        onOpen({
                          title: t.figures[each],
                          slice: each,
                          from: asked.from,
                          to: asked.to,
                          by: asked.by,
                          key: null,
                          limitedBy: null,
                        })
                      }
                    >
                      {t.figures[each]} {countText(sum(audit[each]), language)}
                    </button>
                  </Table.Th>
                  {outcomes.map((outcome) => (
                    <Table.Td key={outcome} className={classes.right}>
                      {countText(audit[each][outcome], language)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ) : (
        <Text size="sm" c="dimmed">
          {t.figures.noAudits}
        </Text>
      )}
      <Text size="xs" c="dimmed" mt={4}>
        {t.figures.auditNote}
      </Text>
    </div>
  );
}
