import type { ReplayResult } from "../../../backend/contract/insight.ts";
import { useLanguage } from "../../text/language.tsx";
import classes from "./replay.module.css";

/** What no replay can say, with how many cases it is about. */
export function Unknowns({ result }: { result: ReplayResult }) {
  const { t } = useLanguage();
  const say = t.workbench.replay.cannotKnow;
  const { unknown, generated } = result;
  const told = [
    unknown.declinedNowGranted > 0 && say.declinedNowGranted(unknown.declinedNowGranted),
    unknown.newlyStopped > 0 && say.newlyStopped(unknown.newlyStopped),
    unknown.neverAnswered > 0 && say.neverAnswered(unknown.neverAnswered),
    unknown.tooYoung > 0 && say.tooYoung(unknown.tooYoung),
    unknown.refusedNowGranted > 0 && say.refusedNowGranted(unknown.refusedNowGranted),
    unknown.refusedNowAsked > 0 && say.refusedNowAsked(unknown.refusedNowAsked),
    unknown.helpedOtherwise > 0 && say.helpedOtherwise(unknown.helpedOtherwise),
    say.refusedUnasked,
    generated > 0 && t.workbench.runs.generated(generated),
  ].filter((each) => each !== false);
  return (
    <section className={classes.unknown}>
      <h2>{say.title}</h2>
      <ul>
        {told.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </section>
  );
}
