import type { PhotoRef, VisibleStaffEntry } from "../../backend/contract/entries.ts";
import { useLanguage } from "../text/language.tsx";
import { linesText } from "./line-text.ts";
import { PhotoStrip } from "./photo-strip.tsx";
import classes from "./timeline.module.css";

type ClaimEntry = Extract<VisibleStaffEntry, { kind: "claim.filed" }>;

/** What is wrong with which lines, and what would make it good. */
export function ClaimCard({ entry, among }: { entry: ClaimEntry; among: PhotoRef[] }) {
  const { t, clock } = useLanguage();
  const { lines, reason, wish, words, photos, orderNumber } = entry.body;
  return (
    <div className={classes.claim}>
      <div className={classes.claimHead}>
        <strong>{t.conversation.lines.claim(t.words.reasons[reason])}</strong>
        <span>{t.words.wishes[wish]}</span>
        <time className={classes.time}>{clock(entry.at)}</time>
      </div>
      <div>
        {linesText(lines)} <span className={classes.detail}>{t.case.order(orderNumber)}</span>
      </div>
      {words !== "" && <p className={classes.words}>{words}</p>}
      {photos.length > 0 && <PhotoStrip photos={photos} among={among} />}
    </div>
  );
}
