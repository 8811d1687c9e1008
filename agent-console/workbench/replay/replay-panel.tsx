import { Alert } from "@mantine/core";
import { useState } from "react";
import type { CaseList, RunDays } from "../../../backend/contract/insight.ts";
import type { PolicyRule } from "../../../backend/contract/policy.ts";
import { Blank } from "../../shell/blank.tsx";
import { useLanguage } from "../../text/language.tsx";
import { RunBar } from "../runs/run-bar.tsx";
import { isUnderWay, type Run } from "../runs/use-run.ts";
import { AnswerBars } from "./answer-bars.tsx";
import { CaseDrawer } from "./case-drawer.tsx";
import { ExtraBy } from "./extra-by.tsx";
import { NumberTiles } from "./number-tiles.tsx";
import classes from "./replay.module.css";
import { Unknowns } from "./unknowns.tsx";

interface Props {
  storefrontId: string;
  rules: PolicyRule[];
  run: Run;
  isBlocked: boolean;
}

/** What the draft would have changed in the real cases of the last months. */
export function ReplayPanel({ storefrontId, rules, run, isBlocked }: Props) {
  const { t, day, language } = useLanguage();
  const say = t.workbench.replay;
  const [days, setDays] = useState<RunDays>(30);
  const [list, setList] = useState<CaseList | null>(null);
  const result = run.done?.result.kind === "replay" ? run.done.result : null;
  const isStale = result !== null && run.done?.started.rules !== rules;
  return (
    <div className={classes.panel}>
      <RunBar
        run={run}
        days={days}
        onDays={setDays}
        label={result === null ? say.start : say.again}
        isBlocked={isBlocked}
        onStart={() => void run.start({ kind: "replay", storefrontId, days, rules })}
      />
      {result === null && !isUnderWay(run) && <Blank title={say.empty} hint={say.emptyHint} />}
      {result !== null && result.cases === 0 && <Blank title={say.noCases} hint={say.noCasesHint} />}
      {result !== null && result.cases > 0 && (
        <>
          {isStale && (
            <Alert color="yellow" p="xs">
              {say.stale}
            </Alert>
          )}
          <p className={classes.summary}>
            {result.differences === 0
              ? say.noDifference(result.cases.toLocaleString(language))
              : say.difference(
                  result.differences.toLocaleString(language),
                  result.cases.toLocaleString(language),
                )}{" "}
            <small>{say.window(day(result.from), day(result.until))}</small>
          </p>
          <AnswerBars result={result} />
          <NumberTiles result={result} onOpen={setList} />
          <ExtraBy result={result} />
          <Unknowns result={result} />
          <CaseDrawer runId={run.done?.runId ?? ""} list={list} onClose={() => setList(null)} />
        </>
      )}
    </div>
  );
}
