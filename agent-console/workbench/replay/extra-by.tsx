import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { ReplayResult } from "../../../backend/contract/insight.ts";
import { useLanguage } from "../../text/language.tsx";
import { amountsInWords, barShares } from "./money-lists.ts";
import classes from "./replay.module.css";

const dimensions = ["reason", "tier", "agent"] as const;

/** To whom the extra money goes. People stand by name, not by rank: who decides more cases is not who is worse. */
export function ExtraBy({ result }: { result: ReplayResult }) {
  const { t, money, language } = useLanguage();
  const say = t.workbench.replay;
  const [by, setBy] = useState<(typeof dimensions)[number]>("reason");
  const rows =
    by === "agent"
      ? result.extraBy.agent.toSorted((a, b) => a.name.localeCompare(b.name, language))
      : result.extraBy[by];
  const shares = barShares(rows);
  const reasons: Record<string, string> = t.words.reasons;
  const nameOf = (key: string, name: string) =>
    by === "reason" ? (reasons[key] ?? name) : key === "" ? say.noTier : name;
  if (dimensions.every((each) => result.extraBy[each].length === 0)) return null;
  return (
    <section className={classes.extraBy} aria-label={say.extraBy}>
      <header>
        <h2>{say.extraBy}</h2>
        <SegmentedControl
          size="xs"
          aria-label={say.extraBy}
          value={by}
          onChange={(value) => setBy(dimensions.find((each) => each === value) ?? "reason")}
          data={dimensions.map((value) => ({ value, label: say.by[value] }))}
        />
      </header>
      <ul>
        {rows.map(({ key, name, count, extra }, index) => (
          <li key={key}>
            <span>{nameOf(key, name)}</span>
            <i aria-hidden="true">
              <b style={{ width: `${(shares[index] ?? 0) * 100}%` }} />
            </i>
            <span className="figures">
              {amountsInWords(extra, money) ?? "0"} <small>{t.workbench.runs.cases(count)}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
