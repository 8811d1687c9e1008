import { SegmentedControl, Select, TextInput } from "@mantine/core";
import { type FigureCut, type FigureStep, figureCuts, figureSteps } from "../../backend/contract/figures.ts";
import { useLanguage } from "../text/language.tsx";
import classes from "./figures.module.css";
import { type Choice, choose, daysBetween, mostSingleDays, periodOf, type Range, ranges } from "./period.ts";

interface Props {
  choice: Choice;
  timeZone: string;
  today: string;
}

export function PeriodBar({ choice, timeZone, today }: Props) {
  const { t } = useLanguage();
  const period = periodOf(choice, today);
  const areDaysTooMany = period !== null && daysBetween(period.from, period.to) > mostSingleDays;
  function chooseRange(range: Range) {
    const before = periodOf(choice, today);
    const typed = range === "custom" && before !== null && choice.from === "" ? before : {};
    // Ninety single days are more than an eye takes in; who wants them still chooses them.
    choose({ range, ...typed, step: range === "90" ? "week" : choice.step });
  }
  return (
    <div className={classes.bar}>
      <SegmentedControl
        aria-label={t.figures.period}
        data={ranges.map((range) => ({
          value: range,
          label: range === "custom" ? t.figures.custom : t.figures.days(Number(range)),
        }))}
        value={choice.range}
        onChange={(range) => chooseRange(range as Range)}
      />
      {choice.range === "custom" && (
        <>
          <TextInput
            type="date"
            label={t.figures.from}
            value={choice.from}
            max={choice.to}
            onChange={(event) => choose({ from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t.figures.to}
            value={choice.to}
            min={choice.from}
            max={today}
            onChange={(event) => choose({ to: event.currentTarget.value })}
            error={period === null ? t.figures.badPeriod : undefined}
          />
        </>
      )}
      <SegmentedControl
        aria-label={t.figures.step}
        title={areDaysTooMany ? t.figures.tooManyDays : undefined}
        data={figureSteps.map((step) => ({
          value: step,
          label: t.figures.steps[step],
          disabled: step === "day" && areDaysTooMany,
        }))}
        value={areDaysTooMany ? "week" : choice.step}
        onChange={(step) => choose({ step: step as FigureStep })}
      />
      <Select
        aria-label={t.figures.by}
        w={230}
        data={figureCuts.map((cut) => ({
          value: cut,
          label: t.common.labelled(t.figures.by, t.figures.cuts[cut]),
        }))}
        value={choice.by}
        onChange={(cut) => choose({ by: (cut ?? "reason") as FigureCut })}
      />
      <span className={classes.zone}>{t.figures.zone(timeZone)}</span>
    </div>
  );
}
