import type { CaseAnswer, ReplayResult } from "../../../backend/contract/insight.ts";
import { useLanguage } from "../../text/language.tsx";
import classes from "./replay.module.css";

const answers: CaseAnswer[] = ["grant", "approval", "refuse"];

/** How the same cases were answered, and how the draft answers them: two bars above each other. */
export function AnswerBars({ result }: { result: ReplayResult }) {
  const { t, language } = useLanguage();
  const say = t.workbench.replay;
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const rows = [
    { name: say.asItWas, counts: result.before },
    { name: say.withDraft, counts: result.after },
  ];
  return (
    <div className={classes.bars}>
      {rows.map(({ name, counts }) => (
        <div key={name} className={classes.barRow}>
          <span className={classes.barName}>{name}</span>
          <div className={classes.bar} aria-hidden="true">
            {answers.map((answer) => (
              <i
                key={answer}
                data-answer={answer}
                style={{ flexGrow: counts[answer] }}
                title={`${say.answers[answer]}: ${counts[answer].toLocaleString(language)}`}
              />
            ))}
          </div>
        </div>
      ))}
      <table className={classes.answers}>
        <thead>
          <tr>
            <td />
            {rows.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answers.map((answer) => (
            <tr key={answer}>
              <th scope="row">
                <i data-answer={answer} /> {say.answers[answer]}
              </th>
              {rows.map(({ name, counts }) => (
                <td key={name} className="figures">
                  {counts[answer].toLocaleString(language)}{" "}
                  <small>{percent.format(counts[answer] / Math.max(1, result.cases))}</small>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
