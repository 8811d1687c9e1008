import type { VisibleStaffEntry } from "../../backend/contract/entries.ts";
import type { RemedyView } from "../../backend/contract/views.ts";
import { useLanguage } from "../text/language.tsx";
import { lineOf } from "./line-text.ts";
import classes from "./timeline.module.css";

interface Props {
  entry: VisibleStaffEntry;
  remedies: RemedyView[];
}

/** Steps on the way: what came before and what comes after is what counts. */
const inPassing: ReadonlySet<string> = new Set(["remedy.paying", "remedy.retried"]);

/** Something that happened, in one quiet line; money and departments get a card's weight. */
export function StatusLine({ entry, remedies }: Props) {
  const language = useLanguage();
  const line = lineOf(entry, remedies, language);
  if (line === null) return null;
  const isWeighty = /^(remedy|escalation)\.|rated$/.test(entry.kind) && !inPassing.has(entry.kind);
  return (
    <div className={isWeighty ? classes.event : classes.status} data-tone={line.tone}>
      <span>
        {line.text} <time className={classes.time}>{language.clock(entry.at)}</time>
      </span>
      {line.detail !== undefined && line.detail !== "" && (
        <span className={classes.detail}>{line.detail}</span>
      )}
    </div>
  );
}
