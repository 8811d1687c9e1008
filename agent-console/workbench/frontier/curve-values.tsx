import type { FrontierResult } from "../../../backend/contract/insight.ts";
import { useLanguage } from "../../text/language.tsx";
import classes from "./frontier.module.css";

/** The curve as figures, for whoever wants them exactly or cannot see it. */
export function CurveValues({ result, limitMinor }: { result: FrontierResult; limitMinor: number | null }) {
  const { t, exactMoney, language } = useLanguage();
  const say = t.workbench.frontier;
  const { currency } = result.limit;
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  return (
    <details className={classes.values}>
      <summary>{say.values}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{say.limitColumn}</th>
            <th scope="col">{say.share}</th>
            <th scope="col">{say.casesColumn}</th>
            <th scope="col">{say.given}</th>
          </tr>
        </thead>
        <tbody>
          {result.points.map((point) => (
            <tr key={point.limitMinor} data-draft={point.limitMinor === limitMinor || undefined}>
              <td>{exactMoney(point.limitMinor, currency)}</td>
              <td>{percent.format(point.share)}</td>
              <td>{point.grantedAtOnce.toLocaleString(language)}</td>
              <td>{exactMoney(point.givenMinor, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
