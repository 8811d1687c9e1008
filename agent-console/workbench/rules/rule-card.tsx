import { ActionIcon, Menu } from "@mantine/core";
import { memo, useEffect, useMemo, useRef, useState } from "react";
import type { MovableCap } from "../../../backend/contract/insight.ts";
import type { PolicyRule } from "../../../backend/contract/policy.ts";
import { IconMore } from "../../shell/icons.tsx";
import { useLanguage } from "../../text/language.tsx";
import type { Directory } from "../fields/use-directory.ts";
import type { RuleWords } from "./in-words.ts";
import { PhraseMenus } from "./phrase-menu.tsx";
import classes from "./rules.module.css";
import { sentencesOf } from "./sentence.ts";
import { SentenceLine } from "./sentence-line.tsx";

interface Props {
  rule: PolicyRule;
  index: number;
  isNew: boolean;
  isChanged: boolean;
  /** Names of phrases, with spaces between: a card is drawn anew only when its own words change. */
  widened: string;
  /** Sentences, each a line. */
  problems: string;
  words: RuleWords;
  directory: Directory;
  isChosen: boolean;
  onFocusLimit(rule: PolicyRule, cap: MovableCap): void;
  /** Null: only read. */
  onChange: ((index: number, rule: PolicyRule | null) => void) | null;
  onCopy(rule: PolicyRule): void;
}

const split = (line: string) => (line === "" ? [] : line.split(" "));

/** One rule as one reads it, with what is wrong with it under it. */
export const RuleCard = memo(function RuleCard({ rule, index, words, directory, isChosen, ...rest }: Props) {
  const { t } = useLanguage();
  const { isNew, isChanged, problems, onCopy, onFocusLimit } = rest;
  const change = rest.onChange;
  const onChange = change === null ? null : (next: PolicyRule | null) => change(index, next);
  const widened = useMemo(() => new Set(split(rest.widened)), [rest.widened]);
  const name = t.workbench.rule.name(index + 1);
  const card = useRef<HTMLLIElement>(null);
  const [added, setAdded] = useState<string | null>(null);
  const isWidened = widened.size > 0;

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
      data-changed={isChanged || undefined}
      data-broken={problems !== "" || undefined}
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
        {isNew && <span className={classes.tag}>{t.workbench.changes.newPart}</span>}
        {isChanged && !isNew && !isWidened && <span className={classes.tag}>{t.workbench.rule.changed}</span>}
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
              <Menu.Item onClick={() => onCopy(rule)}>{t.workbench.rule.copy}</Menu.Item>
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
          widened={widened}
          onChange={onChange}
          onFocusLimit={(cap) => onFocusLimit(rule, cap)}
        />
      ))}
      {problems !== "" && (
        <ul className={classes.problems}>
          {problems.split("\n").map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
      {onChange !== null && (
        <PhraseMenus
          rule={rule}
          ruleName={name}
          timeZone={words.timeZone}
          onChange={onChange}
          onAdded={setAdded}
        />
      )}
    </li>
  );
});
