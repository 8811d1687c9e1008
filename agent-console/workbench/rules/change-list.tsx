import { useMemo } from "react";
import type { PolicyRule } from "../../../backend/contract/policy.ts";
import { useLanguage } from "../../text/language.tsx";
import classes from "./changes.module.css";
import { type ChangePart, changesInWords, type RuleChange } from "./changes-in-words.ts";
import type { RuleWords } from "./in-words.ts";
import { widenedPhrases } from "./widened.ts";

interface Props {
  title?: string;
  before: readonly PolicyRule[];
  after: readonly PolicyRule[];
  words: RuleWords;
  currencies: string[];
  whenSame: string;
}

/** "Agents may refund …: ¥200 → ¥300 per order": the difference of two sets of rules, in words. */
export function ChangeList({ title, before, after, words, currencies, whenSame }: Props) {
  const { t } = useLanguage();
  const changes = useMemo(
    () => changesInWords(before, after, words, currencies.length === 0 ? [words.currency] : currencies),
    [before, after, words, currencies],
  );
  const widened = useMemo(() => widenedPhrases(before, after), [before, after]);
  const label = { added: t.workbench.changes.newRule, removed: t.workbench.changes.goneRule };
  const phrase = { added: t.workbench.changes.newPart, removed: t.workbench.changes.gonePart, moved: "" };
  return (
    <div>
      {title !== undefined && <p className={classes.title}>{title}</p>}
      {changes.length === 0 && <p className={classes.same}>{whenSame}</p>}
      <ul className={classes.changes}>
        {changes.map((change) => (
          <li key={`${change.ruleId}/${change.kind}`} data-kind={change.kind}>
            {change.kind === "changed" ? (
              <>
                <Subject change={change} widened={widened.get(change.ruleId)} />
                <ul>
                  {change.phrases
                    .filter(({ key }) => !isHead(key))
                    .map(({ key, kind, parts }) => (
                      <li key={key} data-kind={kind}>
                        {kind !== "moved" && <span className={classes.label}>{phrase[kind]}</span>}
                        <Parts parts={parts} />
                        {isWider(widened.get(change.ruleId), key) && <Wider />}
                      </li>
                    ))}
                </ul>
              </>
            ) : (
              <>
                <span className={classes.label}>{label[change.kind]}</span> {change.sentence}
                {widened.has(change.ruleId) && <Wider />}
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A phrase's key names it first: "perOrder/CNY", "schedule.…/CNY". */
const isWider = (widened: ReadonlySet<string> | undefined, key: string) =>
  widened?.has(key.split(/[./]/)[0] ?? "") === true;

const isHead = (key: string) => key.startsWith("head/");

/** Who may do what; where that is what changed, it says so itself. */
function Subject({ change, widened }: { change: RuleChange; widened: ReadonlySet<string> | undefined }) {
  const { t } = useLanguage();
  const head = change.phrases.find(({ key }) => isHead(key));
  if (head === undefined) return <span>{t.workbench.changes.subject(change.subject)}</span>;
  return (
    <span>
      <Parts parts={head.parts} />
      {isWider(widened, head.key) && <Wider />}
    </span>
  );
}

function Wider() {
  const { t } = useLanguage();
  return <span className={classes.wider}>{t.workbench.changes.wider}</span>;
}

function Parts({ parts }: { parts: ChangePart[] }) {
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the phrase
    <Part key={index} part={part} />
  ));
}

function Part({ part }: { part: ChangePart }) {
  const { t } = useLanguage();
  if (part.kind === "same") return <span>{part.text}</span>;
  return (
    <span className={classes.moved}>
      <del>{part.before}</del>
      <span aria-hidden="true"> → </span>
      <span className={classes.hidden}>{t.workbench.changes.becomes}</span>
      <ins>{part.after}</ins>
    </span>
  );
}
