import { ActionIcon, Button, Select } from "@mantine/core";
import { IconClose, IconPlus } from "../../shell/icons.tsx";
import { useLanguage } from "../../text/language.tsx";
import type { Chain } from "../rules/slots.ts";
import { DropField } from "./drop-field.tsx";
import classes from "./fields.module.css";
import type { Directory } from "./use-directory.ts";

type Approver = Chain[number];

interface Props {
  name: string;
  label: string;
  shown: string;
  value: Chain;
  directory: Directory;
  onChange(value: Chain): void;
}

function keyOf(approver: Approver): string {
  if (approver.kind === "role") return `role:${approver.role}`;
  return approver.kind === "person" ? `person:${approver.personId}` : `department:${approver.departmentId}`;
}

function approverOf(key: string): Approver {
  const [kind, id = ""] = key.split(":");
  if (kind === "person") return { kind, personId: id };
  if (kind === "department") return { kind, departmentId: id };
  return { kind: "role", role: id === "admin" ? "admin" : "supervisor" };
}

const mostSteps = 5;

/** Who is asked, one after the other; somebody who stands here twice answers once. */
export function ChainField({ name, label, shown, value, directory, onChange }: Props) {
  const { t } = useLanguage();
  const data = [
    {
      group: t.workbench.rule.roles,
      items: (["supervisor", "admin"] as const).map((role) => ({
        value: `role:${role}`,
        label: t.words.roles[role],
      })),
    },
    {
      group: t.workbench.rule.departments,
      items: directory.departments.map((each) => ({ value: `department:${each.id}`, label: each.name })),
    },
    {
      group: t.workbench.rule.people,
      items: directory.people.map((each) => ({ value: `person:${each.id}`, label: each.name })),
    },
  ];
  return (
    <DropField name={name} label={label} shown={shown} width={320}>
      {value.map((approver, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the chain
        <div key={index} className={classes.step}>
          <Select
            flex={1}
            size="xs"
            searchable
            aria-label={t.workbench.rule.step(index + 1)}
            data={data}
            value={keyOf(approver)}
            onChange={(key) => {
              if (key !== null) onChange(value.map((each, at) => (at === index ? approverOf(key) : each)));
            }}
          />
          {value.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t.workbench.rule.removeStep(index + 1)}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              <IconClose size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      {value.length < mostSteps && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...value, { kind: "role", role: "admin" }])}
        >
          {t.workbench.rule.addStep}
        </Button>
      )}
    </DropField>
  );
}
