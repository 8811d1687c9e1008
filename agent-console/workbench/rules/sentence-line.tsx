import { type MovableCap, movableCaps } from "../../../backend/contract/insight.ts";
import type { PolicyRule } from "../../../backend/contract/policy.ts";
import { useLanguage } from "../../text/language.tsx";
import { SlotField } from "../fields/slot-field.tsx";
import type { Directory } from "../fields/use-directory.ts";
import { capital, type RuleWords, slotInWords } from "./in-words.ts";
import classes from "./rules.module.css";
import type { Line, Piece } from "./sentence.ts";

interface Props {
  line: Line;
  rule: PolicyRule;
  ruleName: string;
  words: RuleWords;
  directory: Directory;
  widened: ReadonlySet<string>;
  /** Null: only read. */
  onChange: ((rule: PolicyRule) => void) | null;
  /** The limit that a curve can be drawn for has the focus. */
  onFocusLimit(cap: MovableCap): void;
}

const same = (text: string) => text;
const asCap = (name: string): MovableCap | undefined => movableCaps.find((each) => each === name);

/** "Rule 3: Per order", with which of several fields it is. */
function labelOf(piece: Extract<Piece, { kind: "slot" }>, ruleName: string, words: RuleWords): string {
  const { name, field } = words.t.rules;
  const fields: Record<string, string> = field;
  const which = piece.field === "amount" ? "" : `, ${fields[piece.field] ?? piece.field}`;
  return `${ruleName}: ${name[piece.phrase]}${which}`;
}

export function SentenceLine(props: Props) {
  const { line, rule, ruleName, words, directory, widened, onChange, onFocusLimit } = props;
  const { t } = useLanguage();
  return (
    <p className={classes.sentence} data-line={line.key}>
      {line.pieces.map((piece, index) => {
        if (piece.kind === "text") return <span key={piece.key}>{piece.text}</span>;
        const phrase = piece.phrase;
        const isWidened = widened.has(phrase);
        const cap = asCap(phrase);
        const said = index === 0 ? capital : same;
        return (
          <span key={piece.key} data-phrase={phrase} data-widened={isWidened || undefined}>
            {onChange === null ? (
              <strong className={classes.said}>{said(slotInWords(piece.slot, rule, words))}</strong>
            ) : (
              <SlotField
                name={`${phrase}.${piece.field}`}
                label={labelOf(piece, ruleName, words)}
                slot={piece.slot}
                said={said}
                rule={rule}
                words={words}
                directory={directory}
                onChange={onChange}
                onFocus={cap === undefined ? undefined : () => onFocusLimit(cap)}
              />
            )}
            {isWidened && piece.slot.kind === "money" && (
              <span className={classes.wider} title={t.workbench.rule.widened}>
                <span aria-hidden="true">▲</span>
                <span className={classes.hidden}>{t.workbench.rule.widened}</span>
              </span>
            )}
          </span>
        );
      })}
    </p>
  );
}
