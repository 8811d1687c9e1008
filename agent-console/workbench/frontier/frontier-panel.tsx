import { Button, Select } from "@mantine/core";
import { useState } from "react";
import type { LimitRef, RunDays } from "../../../backend/contract/insight.ts";
import type { PolicyRule } from "../../../backend/contract/policy.ts";
import { Blank } from "../../shell/blank.tsx";
import { useLanguage } from "../../text/language.tsx";
import { headInWords, type RuleWords } from "../rules/in-words.ts";
import { RunBar } from "../runs/run-bar.tsx";
import { isUnderWay, type Run } from "../runs/use-run.ts";
import { CurveChart } from "./curve-chart.tsx";
import { CurveValues } from "./curve-values.tsx";
import classes from "./frontier.module.css";
import { keyOfLimit, limitsIn, readLimit, writeLimit } from "./limit-ref.ts";

interface Props {
  storefrontId: string;
  rules: PolicyRule[];
  words: RuleWords;
  run: Run;
  chosen: LimitRef | null;
  isBlocked: boolean;
  onChoose(limit: LimitRef): void;
  onChange(rules: PolicyRule[]): void;
}

/** What one limit costs and frees over all its values; its point is dragged, and the draft follows. */
export function FrontierPanel(props: Props) {
  const { storefrontId, rules, words, run, chosen, isBlocked, onChoose, onChange } = props;
  const { t, money } = useLanguage();
  const [days, setDays] = useState<RunDays>(30);
  const say = t.workbench.frontier;
  const offered = limitsIn(rules, words.currency);
  const fallback = offered.find(({ cap }) => cap === "perOrder") ?? offered[0] ?? null;
  const limit = chosen !== null && readLimit(rules, chosen) !== null ? chosen : fallback;
  if (limit === null) return <Blank title={say.none} hint={say.noneHint} />;

  const nameOf = (each: LimitRef) => {
    const index = rules.findIndex(({ id }) => id === each.ruleId);
    return `${t.workbench.rule.name(index + 1)}: ${t.rules.name[each.cap]}`;
  };
  const rule = rules.find(({ id }) => id === limit.ruleId);
  const value = readLimit(rules, limit);
  const result = run.done?.result.kind === "frontier" ? run.done.result : null;
  const isOfThis = result !== null && keyOfLimit(result.limit) === keyOfLimit(limit);
  const knee = isOfThis ? result.knee : null;
  const start = () => run.start({ kind: "frontier", storefrontId, days, rules, limit });

  return (
    <div className={classes.panel}>
      <Select
        size="xs"
        label={say.limit}
        data={offered.map((each) => ({ value: keyOfLimit(each), label: nameOf(each) }))}
        value={keyOfLimit(limit)}
        onChange={(key) => {
          const next = offered.find((each) => keyOfLimit(each) === key);
          if (next !== undefined) onChoose(next);
        }}
      />
      {rule !== undefined && (
        <p className={classes.note}>
          {headInWords(rule, words)} · {t.rules.name[limit.cap]}:{" "}
          {value === null ? "" : money(value, limit.currency)}
        </p>
      )}
      <RunBar
        run={run}
        days={days}
        onDays={setDays}
        label={isOfThis ? say.again : say.start}
        isBlocked={isBlocked}
        onStart={() => void start()}
      />
      {result === null && !isUnderWay(run) && <Blank title={say.empty} hint={say.emptyHint} />}
      {isOfThis && result.cases === 0 && <Blank title={say.noCases} hint={say.noCasesHint} />}
      {isOfThis && result.cases > 0 && (
        <>
          <CurveChart
            result={result}
            limitMinor={value}
            onMove={(minor) => onChange(writeLimit(rules, limit, minor))}
          />
          <p className={classes.note}>
            {say.drag} {say.cases(result.cases)}
            {result.generated > 0 && ` ${t.workbench.runs.generated(result.generated)}`}
          </p>
          {knee !== null && knee.limitMinor !== value && (
            <Button
              size="xs"
              variant="default"
              style={{ alignSelf: "flex-start" }}
              onClick={() => onChange(writeLimit(rules, limit, knee.limitMinor))}
            >
              {say.toKnee(money(knee.limitMinor, limit.currency))}
            </Button>
          )}
          <CurveValues result={result} limitMinor={value} />
        </>
      )}
    </div>
  );
}
