import { ActionIcon, Menu } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { MovableCap } from "../../../backend/contract/insight.ts";
import type { PolicyRule } from "../../../backend/contract/policy.ts";
import type { PolicyProblem } from "../../../backend/contract/policy-problems.ts";
import { IconMore } from "../../shell/icons.tsx";
import { useLanguage } from "../../text/language.tsx";
import type { Directory } from "../fields/use-directory.ts";
import type { RuleWords } from "./in-words.ts";
import { PhraseMenus } from "./phrase-menu.tsx";
import classes from "./rules.module.css";
import { sentencesOf } from "./sentence.ts";
import { SentenceLine } from "./sentence-line.tsx";

export interface RuleMark {
  isChanged: boolean;
  widened: ReadonlySet<string>;
  problems: PolicyProblem[];
}

interface Props {
  rule: PolicyRule;
  number: number;
  mark: RuleMark;
  words: RuleWords;
  directory: Directory;
  isChosen: boolean;
  onFocusLimit(cap: MovableCap): void;
  /** Null: only read. */
  onChange: ((rule: PolicyRule | null) => void) | null;
  onCopy(): void;
}

const nothing: ReadonlySet<string> = new Set();

/** One rule as one reads it, with what is wrong with it under it. */
export function RuleCard({ rule, number, mark, words, directory, isChosen, ...acts }: Props) {
  const { t } = useLanguage();
  const { onChange, onCopy, onFocusLimit } = acts;
  const name = t.workbench.rule.name(number);
  const card = useRef<HTMLLIElement>(null);
  const [added, setAdded] = useState<string | null>(null);
  const isWidened = mark.widened.size > 0;

  useEffect(() => {
    if (added === null) return;
    const fields = card.current?.querySelectorAll<HTMLElement>(`[data-phrase="${added}"] [data-field]`);
    // The menu gives the focus back to its button when it closes; the new field takes it from there.
    const timer = setTimeout(() => fields?.[added === "schedule" ? fields.length - 4 : 0]?.focus(), 160);
    setAdded(null);
    return () => clearTimeout(timer);
  }, [added]);

  return (
    <li
      ref={card}
      className={classes.rule}
      data-changed={mark.isChanged || undefined}
      data-broken={mark.problems.length > 0 || undefined}
      data-chosen={isChosen || undefined}
      aria-label={name}
    >
      <div className={classes.ruleHead}>
        <span className={classes.number}>{name}</span>
        {isWidened && (
          <span className={classes.tag} data-tone="wide">
            {t.workbench.rule.widened}
          </span>
        )}
        {mark.isChanged && !isWidened && <span className={classes.tag}>{t.workbench.rule.changed}</span>}
        {onChange !== null && (
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <ActionIcon
                ml="auto"
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={`${name}: ${t.workbench.rule.more}`}
              >
                <IconMore size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={onCopy}>{t.workbench.rule.copy}</Menu.Item>
              <Menu.Item className={classes.danger} onClick={() => onChange(null)}>
                {t.workbench.rule.remove}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {sentencesOf(rule, t).map((line) => (
        <SentenceLine
          key={line.key}
          line={line}
          rule={rule}
          ruleName={name}
          words={words}
          directory={directory}
          widened={isWidened ? mark.widened : nothing}
          onChange={onChange}
          onFocusLimit={onFocusLimit}
        />
      ))}
      {mark.problems.length > 0 && (
        <ul className={classes.problems}>
          {mark.problems.map(({ code, currency }) => (
            <li key={`${code}${currency ?? ""}`}>{t.limits.problems[code](currency ?? "")}</li>
          ))}
        </ul>
      )}
      {onChange !== null && (
        <PhraseMenus rule={rule} ruleName={name} onChange={onChange} onAdded={setAdded} />
      )}
    </li>
  );
}
