import type { ReactNode } from "react";
import type { CaseList, ReplayResult } from "../../../backend/contract/insight.ts";
import { useLanguage } from "../../text/language.tsx";
import { amountsInWords } from "./money-lists.ts";
import classes from "./replay.module.css";

interface Props {
  result: ReplayResult;
  onOpen(list: CaseList): void;
}

/** What the draft would have changed; each number opens the cases behind it. */
export function NumberTiles({ result, onOpen }: Props) {
  const { t, money, span, language } = useLanguage();
  const say = t.workbench.replay;
  const count = (figure: number) => figure.toLocaleString(language);
  const { numbers } = result;
  const listed: { list: CaseList; tone: "good" | "care" | "plain" }[] = [
    { list: "grantedAtOnce", tone: "good" },
    { list: "newlyStopped", tone: "care" },
    { list: "newlyRefused", tone: "care" },
    { list: "badPassed", tone: "care" },
    { list: "badStopped", tone: "good" },
    { list: "declinedNowGranted", tone: "care" },
    { list: "refusedNowGranted", tone: "care" },
    { list: "refusedNowAsked", tone: "care" },
  ];
  return (
    <div className={classes.tiles}>
      <Tile label={say.approvalsSaved} figure={count(result.approvalsSaved)} />
      <Tile
        label={say.waited}
        figure={result.waitedMs <= 0 ? "0" : span(result.waitedMs)}
        note={result.medianWaitMs === null ? null : say.medianWait(span(result.medianWaitMs))}
      />
      <Tile
        label={say.extra}
        figure={amountsInWords(result.extra, money) ?? "0"}
        note={withheldNote(amountsInWords(result.withheld, money), say.withheld)}
      />
      {listed.map(({ list, tone }) => {
        const number = numbers[list];
        return (
          <Tile
            key={list}
            tone={number.count === 0 ? "plain" : tone}
            label={say.lists[list]}
            figure={count(number.count)}
            note={amountsInWords(number.amounts, money)}
            onOpen={number.named === 0 ? null : () => onOpen(list)}
          />
        );
      })}
    </div>
  );
}

const withheldNote = (amounts: string | null, say: (amounts: string) => string) =>
  amounts === null ? null : say(amounts);

interface TileProps {
  label: string;
  figure: string;
  note?: string | null;
  tone?: "good" | "care" | "plain";
  onOpen?: (() => void) | null;
}

function Tile({ label, figure, note = null, tone = "plain", onOpen = null }: TileProps) {
  const { t } = useLanguage();
  const inside: ReactNode = (
    <>
      <span className={classes.tileLabel}>{label}</span>
      <span className={classes.tileFigure}>{figure}</span>
      {note !== null && <span className={classes.tileNote}>{note}</span>}
      {onOpen !== null && <span className={classes.tileOpen}>{t.workbench.replay.openCases}</span>}
    </>
  );
  return onOpen === null ? (
    <div className={classes.tile} data-tone={tone}>
      {inside}
    </div>
  ) : (
    <button type="button" className={classes.tile} data-tone={tone} onClick={onOpen}>
      {inside}
    </button>
  );
}
