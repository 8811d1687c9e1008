import { Checkbox, MultiSelect } from "@mantine/core";
import type { Role } from "../../../backend/contract/vocabulary.ts";
import { useLanguage } from "../../text/language.tsx";
import type { Who } from "../rules/slots.ts";
import { DropField } from "./drop-field.tsx";
import type { Directory } from "./use-directory.ts";

const granters: Role[] = ["agent", "supervisor", "admin"];

interface Props {
  name: string;
  label: string;
  shown: string;
  value: Who;
  directory: Directory;
  onChange(value: Who): void;
}

const options = (named: { id: string; name: string }[]) =>
  named.map(({ id, name }) => ({ value: id, label: name }));

/** Roles, departments and single people: whoever is named in one of the three. */
export function WhoField({ name, label, shown, value, directory, onChange }: Props) {
  const { t } = useLanguage();
  const isNobody = value.roles.length + value.departmentIds.length + value.personIds.length === 0;
  return (
    <DropField name={name} label={label} shown={shown} isUnset={isNobody}>
      <Checkbox.Group
        label={t.workbench.rule.roles}
        value={value.roles}
        onChange={(roles) => onChange({ ...value, roles: granters.filter((each) => roles.includes(each)) })}
      >
        {granters.map((role) => (
          <Checkbox key={role} value={role} label={t.words.roles[role]} size="sm" py={4} />
        ))}
      </Checkbox.Group>
      {directory.departments.length > 0 && (
        <MultiSelect
          label={t.workbench.rule.departments}
          data={options(directory.departments)}
          value={value.departmentIds}
          onChange={(departmentIds) => onChange({ ...value, departmentIds })}
          comboboxProps={{ withinPortal: false }}
          searchable
        />
      )}
      <MultiSelect
        label={t.workbench.rule.people}
        data={options(directory.people)}
        value={value.personIds}
        onChange={(personIds) => onChange({ ...value, personIds })}
        comboboxProps={{ withinPortal: false }}
        searchable
      />
    </DropField>
  );
}
