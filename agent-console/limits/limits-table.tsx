import {
  Alert,
  Button,
  Group,
  SegmentedControl,
  Table,
  Text,
  TextInput,
  VisuallyHidden,
} from "@mantine/core";
import { useState } from "react";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import { findPolicyProblems } from "../../backend/contract/policy-problems.ts";
import type { PolicyVersion } from "../../backend/contract/queries/office.ts";
import { Blank } from "../shell/blank.tsx";
import { IconPlus } from "../shell/icons.tsx";
import { isLead } from "../shell/places.ts";
import { useLanguage } from "../text/language.tsx";
import { useMe } from "../wire/session.tsx";
import classes from "./limits.module.css";
import { amountFields, changedRules, currenciesOf, newRule } from "./limits-draft.ts";
import { PublishBar } from "./publish-bar.tsx";
import { RuleRow } from "./rule-row.tsx";
import { useLimitsDraft } from "./use-limits-draft.ts";

export function LimitsTable({ inForce }: { inForce: PolicyVersion }) {
  const { t, moment } = useLanguage();
  const me = useMe();
  const mayChange = isLead(me);
  const { draft, isOvertaken, change, discard, rebase } = useLimitsDraft(inForce);
  const rules = draft?.rules ?? inForce.rules;
  const changed = changedRules(inForce.rules, rules);
  const problems = findPolicyProblems(rules);
  const [added, setAdded] = useState<string[]>([]);
  const currencies = [...new Set([...currenciesOf(rules), ...added])].sort();
  const [chosen, setChosen] = useState<string | null>(null);
  const currency = chosen !== null && currencies.includes(chosen) ? chosen : (currencies[0] ?? "USD");
  const setRule = (index: number, rule: PolicyRule | null) =>
    change(rules.flatMap((each, at) => (at !== index ? [each] : rule === null ? [] : [rule])));

  return (
    <>
      <div className={classes.bar}>
        <Text size="sm" c="dimmed">
          {t.limits.inForce(inForce.version, inForce.publishedBy, moment(inForce.publishedAt))}
        </Text>
        <Group gap="xs">
          <Text size="sm">{t.limits.currency}</Text>
          <SegmentedControl
            size="xs"
            aria-label={t.limits.currency}
            value={currency}
            onChange={setChosen}
            data={currencies.length === 0 ? [currency] : currencies}
          />
          {mayChange && (
            <AddCurrency
              onAdd={(code) => {
                setAdded([...added, code]);
                setChosen(code);
              }}
            />
          )}
        </Group>
      </div>
      {!mayChange && (
        <Alert color="gray" p="xs" mb="sm">
          {t.limits.readOnly}
        </Alert>
      )}
      {isOvertaken && draft !== null && (
        <Alert color="yellow" role="alert" mb="sm">
          <Text size="sm" mb="xs">
            {t.limits.meanwhile(inForce.publishedBy, inForce.version)}
          </Text>
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={discard}>
              {t.limits.lookAt}
            </Button>
            <Button size="xs" variant="default" onClick={rebase}>
              {t.limits.onTop}
            </Button>
          </Group>
        </Alert>
      )}
      {rules.length === 0 ? (
        <Blank title={t.limits.empty} />
      ) : (
        <div className={classes.frame}>
          <Table verticalSpacing={6} horizontalSpacing="sm" className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.limits.remedy}</Table.Th>
                <Table.Th>{t.limits.roles}</Table.Th>
                <Table.Th>{t.limits.reasons}</Table.Th>
                <Table.Th>{t.limits.verifiedOnly}</Table.Th>
                {amountFields.map((field) => (
                  <Table.Th key={field} className={classes.figure}>
                    {t.limits[field]}
                  </Table.Th>
                ))}
                {mayChange && (
                  <Table.Th>
                    <VisuallyHidden>{t.limits.removeRule}</VisuallyHidden>
                  </Table.Th>
                )}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rules.map((rule, index) => (
                <RuleRow
                  key={rule.id}
                  rule={rule}
                  name={t.limits.rule(index + 1)}
                  currency={currency}
                  isChanged={changed.has(rule.id)}
                  problems={problems.filter((problem) => problem.index === index)}
                  onChange={mayChange ? (next) => setRule(index, next) : null}
                />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {mayChange && (
        <Button
          mt="sm"
          size="xs"
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => change([...rules, newRule()])}
        >
          {t.limits.addRule}
        </Button>
      )}
      {draft !== null && changed.size > 0 && (
        <PublishBar
          storefrontId={inForce.storefrontId}
          draft={draft}
          changed={changed.size}
          isBlocked={isOvertaken || problems.length > 0 || rules.some(({ roles }) => roles.length === 0)}
          onDiscard={discard}
        />
      )}
    </>
  );
}

function AddCurrency({ onAdd }: { onAdd(code: string): void }) {
  const { t } = useLanguage();
  const [code, setCode] = useState("");
  const isKnown = Intl.supportedValuesOf("currency").includes(code);
  return (
    <form
      className={classes.addCurrency}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isKnown) return;
        onAdd(code);
        setCode("");
      }}
    >
      <TextInput
        size="xs"
        w={84}
        aria-label={t.limits.currencyCode}
        placeholder="EUR"
        maxLength={3}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
      />
      <Button size="xs" variant="default" type="submit" disabled={!isKnown}>
        {t.limits.addCurrency}
      </Button>
    </form>
  );
}
