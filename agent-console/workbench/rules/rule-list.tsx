import { Button, Menu, SegmentedControl } from "@mantine/core";
import { useCallbackRef } from "@mantine/hooks";
import { useMemo, useState } from "react";
import type { LimitRef, MovableCap } from "../../../backend/contract/insight.ts";
import type { PolicyRule } from "../../../backend/contract/policy.ts";
import type { StaffMember } from "../../../backend/contract/policy-approvers.ts";
import { findPolicyProblems } from "../../../backend/contract/policy-problems.ts";
import { remedyKinds } from "../../../backend/contract/vocabulary.ts";
import { Blank } from "../../shell/blank.tsx";
import { IconPlus } from "../../shell/icons.tsx";
import { useLanguage } from "../../text/language.tsx";
import type { Directory } from "../fields/use-directory.ts";
import { AddCurrency } from "./add-currency.tsx";
import { changedIds } from "./changed-ids.ts";
import type { RuleWords } from "./in-words.ts";
import { groupsOf, newRule } from "./new-rule.ts";
import { RuleCard } from "./rule-card.tsx";
import classes from "./rules.module.css";
import { widenedPhrases } from "./widened.ts";

interface Props {
  live: readonly PolicyRule[];
  rules: readonly PolicyRule[];
  words: RuleWords;
  currencies: string[];
  onCurrency(currency: string): void;
  directory: Directory;
  /** Who could answer a chain of approvals; null where nobody edits. */
  staff: readonly StaffMember[] | null;
  chosen: LimitRef | null;
  onChoose(limit: LimitRef): void;
  /** Null: only read. */
  onChange: ((rules: PolicyRule[]) => void) | null;
}

/** All rules as sentences, grouped by remedy; their order means nothing, the tightest wins. */
export function RuleList(props: Props) {
  const { live, rules, words, currencies, onCurrency, directory, staff, chosen, onChoose, onChange } = props;
  const { t } = useLanguage();
  const { currency } = words;
  const problems = useMemo(() => findPolicyProblems(rules, staff), [rules, staff]);
  const widened = useMemo(() => widenedPhrases(live, rules), [live, rules]);
  const changed = useMemo(() => changedIds(live, rules), [live, rules]);
  const [newest, setNewest] = useState<string | null>(null);

  function add(rule: PolicyRule) {
    setNewest(rule.id);
    onChange?.([...rules, rule]);
  }
  const setRule = useCallbackRef((index: number, rule: PolicyRule | null) =>
    onChange?.(rules.flatMap((each, at) => (at !== index ? [each] : rule === null ? [] : [rule]))),
  );
  const copy = useCallbackRef((rule: PolicyRule) => add({ ...rule, id: crypto.randomUUID() }));
  const focusLimit = useCallbackRef((rule: PolicyRule, cap: MovableCap) =>
    onChoose({ ruleId: rule.id, cap, currency }),
  );
  const problemsOf = (index: number) =>
    problems
      .filter((problem) => problem.index === index)
      .map(({ code, currency }) => t.limits.problems[code](currency ?? ""))
      .join("\n");
  const without = remedyKinds.filter((kind) => !rules.some(({ remedy }) => remedy === kind));

  return (
    <div className={classes.rules}>
      <div className={classes.currencies}>
        <span>{t.workbench.rule.currency}</span>
        <SegmentedControl
          size="xs"
          aria-label={t.workbench.rule.currency}
          value={currency}
          onChange={onCurrency}
          data={currencies}
        />
        {onChange !== null && <AddCurrency onAdd={onCurrency} />}
      </div>
      {rules.length === 0 && <Blank title={t.workbench.rule.none} hint={t.workbench.rule.noneHint} />}
      {groupsOf(rules).map(({ remedy, rules: own }) => (
        <section key={remedy} aria-labelledby={`rules-${remedy}`} className={classes.group}>
          <header className={classes.groupHead}>
            <h2 id={`rules-${remedy}`}>{t.words.remedies[remedy]}</h2>
            {onChange !== null && (
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconPlus size={14} />}
                aria-label={`${t.workbench.rule.add}: ${t.words.remedies[remedy]}`}
                onClick={() => add(newRule(crypto.randomUUID(), remedy))}
              >
                {t.workbench.rule.add}
              </Button>
            )}
          </header>
          <ul className={classes.list}>
            {own.map(({ rule, index }) => (
              <RuleCard
                key={`${rule.id}/${index}`}
                rule={rule}
                index={index}
                isNew={!live.some(({ id }) => id === rule.id)}
                isChanged={changed.has(rule.id)}
                widened={[...(widened.get(rule.id) ?? [])].join(" ")}
                problems={problemsOf(index)}
                words={words}
                directory={directory}
                isChosen={chosen?.ruleId === rule.id || newest === rule.id}
                onFocusLimit={focusLimit}
                onChange={onChange === null ? null : setRule}
                onCopy={copy}
              />
            ))}
          </ul>
        </section>
      ))}
      {onChange !== null && without.length > 0 && (
        <Menu position="bottom-start" shadow="md">
          <Menu.Target>
            <Button variant="default" size="sm" leftSection={<IconPlus size={16} />}>
              {t.workbench.rule.addFor}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {without.map((remedy) => (
              <Menu.Item key={remedy} onClick={() => add(newRule(crypto.randomUUID(), remedy))}>
                {t.words.remedies[remedy]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
