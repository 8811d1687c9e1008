import { ActionIcon, MultiSelect, Select, Switch, Table, Text } from "@mantine/core";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import type { PolicyProblem } from "../../backend/contract/policy-problems.ts";
import {
  type ClaimReason,
  claimReasons,
  type RemedyKind,
  type Role,
  remedyKinds,
  roles,
} from "../../backend/contract/vocabulary.ts";
import { IconClose } from "../shell/icons.tsx";
import { useLanguage } from "../text/language.tsx";
import { AmountCell } from "./amount-cell.tsx";
import classes from "./limits.module.css";
import { type AmountField, amountFields, withAmount } from "./limits-draft.ts";

interface Props {
  rule: PolicyRule;
  name: string;
  currency: string;
  isChanged: boolean;
  problems: PolicyProblem[];
  /** Null: only read. The new rule, or null to take it away. */
  onChange: ((rule: PolicyRule | null) => void) | null;
}

/** The table scrolls sideways and would cut its lists off. */
const portal = { withinPortal: true };
const granters = roles.filter((role) => role !== "department");

export function RuleRow({ rule, name, currency, isChanged, problems, onChange }: Props) {
  const { t } = useLanguage();
  const empty: Record<AmountField, string> = {
    perOrder: t.limits.notCovered,
    perDay: t.limits.noDayLimit,
    photoAbove: t.limits.neverAsked,
    photoAboveTrusted: t.limits.neverAsked,
  };
  const told = [
    ...(rule.roles.length === 0 ? [t.limits.emptyRoles] : []),
    ...problems.map(({ code, currency }) => t.limits.problems[code](currency ?? "")),
  ];
  const change = (part: Partial<PolicyRule>) => onChange?.({ ...rule, ...part });
  return (
    <>
      <Table.Tr data-changed={isChanged || undefined} className={classes.rule}>
        <Table.Td>
          {onChange === null ? (
            t.words.remedies[rule.remedy]
          ) : (
            <Select
              size="xs"
              comboboxProps={portal}
              w={98}
              aria-label={`${name}: ${t.limits.remedy}`}
              data={remedyKinds.map((value) => ({ value, label: t.words.remedies[value] }))}
              value={rule.remedy}
              onChange={(value) => change({ remedy: value as RemedyKind })}
            />
          )}
        </Table.Td>
        <Table.Td>
          {onChange === null ? (
            rule.roles.map((role) => t.words.roles[role]).join(", ")
          ) : (
            <MultiSelect
              size="xs"
              miw={130}
              aria-label={`${name}: ${t.limits.roles}`}
              data={granters.map((value) => ({ value, label: t.words.roles[value] }))}
              value={rule.roles}
              onChange={(value) => change({ roles: value as Role[] })}
            />
          )}
        </Table.Td>
        <Table.Td>
          {onChange === null ? (
            rule.reasons.map((reason) => t.words.reasons[reason]).join(", ") || t.limits.everyReason
          ) : (
            <MultiSelect
              size="xs"
              miw={150}
              aria-label={`${name}: ${t.limits.reasons}`}
              placeholder={rule.reasons.length === 0 ? t.limits.everyReason : undefined}
              data={claimReasons.map((value) => ({ value, label: t.words.reasons[value] }))}
              value={rule.reasons}
              onChange={(value) => change({ reasons: value as ClaimReason[] })}
            />
          )}
        </Table.Td>
        <Table.Td>
          <Switch
            size="sm"
            aria-label={`${name}: ${t.limits.verifiedOnly}`}
            checked={rule.verifiedOrderOnly}
            disabled={onChange === null}
            onChange={(event) => change({ verifiedOrderOnly: event.currentTarget.checked })}
          />
        </Table.Td>
        {amountFields.map((field) => (
          <Table.Td key={field} className={classes.figure}>
            <AmountCell
              key={currency}
              label={`${name}: ${t.limits[field]} (${currency})`}
              currency={currency}
              minor={rule[field][currency] ?? null}
              whenEmpty={empty[field]}
              onChange={
                onChange === null ? null : (minor) => onChange(withAmount(rule, field, currency, minor))
              }
            />
          </Table.Td>
        ))}
        {onChange !== null && (
          <Table.Td>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`${name}: ${t.limits.removeRule}`}
              onClick={() => onChange(null)}
            >
              <IconClose size={16} />
            </ActionIcon>
          </Table.Td>
        )}
      </Table.Tr>
      {told.length > 0 && (
        <Table.Tr>
          <Table.Td colSpan={9} className={classes.told}>
            <Text size="sm" role="alert">
              {told.join(" · ")}
            </Text>
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}
