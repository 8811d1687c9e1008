import { Button, Progress, SegmentedControl } from "@mantine/core";
import { type RunDays, runDays } from "../../../backend/contract/insight.ts";
import { useLanguage } from "../../text/language.tsx";
import classes from "./runs.module.css";
import { isUnderWay, type Run } from "./use-run.ts";

interface Props {
  run: Run;
  days: RunDays;
  onDays(days: RunDays): void;
  label: string;
  isBlocked: boolean;
  onStart(): void;
}

/** How far back, the start, and how far it is. */
export function RunBar({ run, days, onDays, label, isBlocked, onStart }: Props) {
  const { t, language } = useLanguage();
  const words = t.workbench.runs;
  const isOn = isUnderWay(run);
  const progress = run.view?.progress ?? 0;
  const percent = Math.round(progress * 100);
  return (
    <div className={classes.runBar}>
      <div className={classes.choices}>
        <SegmentedControl
          size="xs"
          aria-label={words.days}
          value={String(days)}
          onChange={(value) => onDays(runDays.find((each) => String(each) === value) ?? 30)}
          data={runDays.map((each) => ({ value: String(each), label: words.lastDays(each) }))}
        />
        {isOn ? (
          <Button size="xs" variant="default" onClick={() => void run.cancel()}>
            {words.cancel}
          </Button>
        ) : (
          <Button size="xs" disabled={isBlocked} onClick={onStart}>
            {label}
          </Button>
        )}
      </div>
      {isOn && (
        <div className={classes.progress}>
          <Progress
            value={percent}
            aria-label={words.progress}
            animated={run.view?.state === "running"}
            size="sm"
          />
          <span className="figures">
            {run.view?.state === "waiting"
              ? words.waiting
              : new Intl.NumberFormat(language, { style: "percent" }).format(progress)}
          </span>
        </div>
      )}
      {run.view?.state === "failed" && (
        <p className={classes.failed} role="alert">
          {words.failed}
        </p>
      )}
      {run.isLost && (
        <p className={classes.failed} role="alert">
          {words.lost}
        </p>
      )}
    </div>
  );
}
