import { Button, Group, Modal, MultiSelect, Select, Stack, Switch, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { PersonRow } from "../../backend/contract/queries/office.ts";
import { type Role, roles } from "../../backend/contract/vocabulary.ts";
import { useLanguage } from "../text/language.tsx";
import { told, useCommand } from "../wire/use-command.ts";

interface Props {
  /** Null: somebody new. */
  person: PersonRow | null;
  departments: { id: string; name: string }[];
  onClose(): void;
  onLink(name: string, link: string): void;
}

export function PersonForm({ person, departments, onClose, onLink }: Props) {
  const { t } = useLanguage();
  const { run, isRunning } = useCommand();
  const [name, setName] = useState(person?.name ?? "");
  const [email, setEmail] = useState(person?.email ?? "");
  const [role, setRole] = useState<Role>(person?.role ?? "agent");
  const [departmentIds, setDepartmentIds] = useState(person?.departmentIds ?? []);
  const [isActive, setActive] = useState(person?.isActive ?? true);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (person === null) {
      const answered = await run("person.invite", { name, email, role, departmentIds });
      if (!answered.ok) return;
      onLink(name, answered.answer.link);
    } else {
      const { personId } = person;
      const answered = await run("person.change", { personId, name, role, departmentIds, isActive });
      if (!answered.ok) return;
      told(t.admin.saved);
    }
    onClose();
  }
  async function reset() {
    if (person === null) return;
    const answered = await run("person.reset-password", { personId: person.personId });
    if (!answered.ok) return;
    onLink(person.name, answered.answer.link);
    onClose();
  }

  return (
    <Modal opened onClose={onClose} title={person === null ? t.admin.invite : person.name}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            data-autofocus
            label={t.admin.name}
            required
            withAsterisk={false}
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t.admin.email}
            type="email"
            required
            withAsterisk={false}
            readOnly={person !== null}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Select
            label={t.admin.role}
            data={roles.map((value) => ({ value, label: t.words.roles[value] }))}
            value={role}
            onChange={(value) => setRole(value as Role)}
          />
          <MultiSelect
            label={t.admin.departments}
            data={departments.map(({ id, name }) => ({ value: id, label: name }))}
            value={departmentIds}
            onChange={setDepartmentIds}
          />
          {person !== null && (
            <Switch
              label={t.admin.active}
              checked={isActive}
              onChange={(event) => setActive(event.currentTarget.checked)}
            />
          )}
          <Group justify="space-between">
            <Button type="submit" loading={isRunning}>
              {person === null ? t.admin.inviteSubmit : t.common.save}
            </Button>
            {person !== null && (
              <Button variant="default" title={t.admin.resetHint} onClick={() => void reset()}>
                {t.admin.resetLink}
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
