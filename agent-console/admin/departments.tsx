import { Badge, Button, Group, Modal, Stack, Switch, Table, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { IconPlus } from "../shell/icons.tsx";
import { NotLoaded, Waiting } from "../shell/page.tsx";
import { useLanguage } from "../text/language.tsx";
import { useAsk } from "../wire/use-ask.ts";
import { told, useCommand } from "../wire/use-command.ts";
import classes from "./admin.module.css";

interface Department {
  id: string | null;
  name: string;
  isFinance: boolean;
}

export function Departments() {
  const { t } = useLanguage();
  const asked = useAsk("staff.directory", {});
  const [edited, setEdited] = useState<Department | null>(null);
  if (asked.isPending) return <Waiting />;
  if (asked.data === undefined) return <NotLoaded onRetry={() => void asked.refetch()} />;
  const { departments } = asked.data;
  return (
    <>
      <Button
        mb="md"
        size="xs"
        leftSection={<IconPlus size={16} />}
        onClick={() => setEdited({ id: null, name: "", isFinance: false })}
      >
        {t.admin.addDepartment}
      </Button>
      {departments.length === 0 ? (
        <Text c="dimmed">{t.admin.noDepartments}</Text>
      ) : (
        <div className={classes.frame}>
          <Table verticalSpacing="xs" horizontalSpacing="md">
            <Table.Tbody>
              {departments.map((department) => (
                <Table.Tr key={department.id}>
                  <Table.Td>
                    <Group gap="xs">
                      {department.name}
                      {department.isFinance && (
                        <Badge size="sm" variant="light" tt="none">
                          {t.admin.isFinance}
                        </Badge>
                      )}
                    </Group>
                  </Table.Td>
                  <Table.Td className={classes.end}>
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={t.common.labelled(t.admin.change, department.name)}
                      onClick={() => setEdited(department)}
                    >
                      {t.admin.change}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {edited !== null && <DepartmentForm department={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

function DepartmentForm({ department, onClose }: { department: Department; onClose(): void }) {
  const { t } = useLanguage();
  const { run, isRunning } = useCommand();
  const [name, setName] = useState(department.name);
  const [isFinance, setFinance] = useState(department.isFinance);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const answered = await run("department.save", { departmentId: department.id, name, isFinance });
    if (!answered.ok) return;
    told(t.admin.saved);
    onClose();
  }
  return (
    <Modal opened onClose={onClose} title={department.id === null ? t.admin.addDepartment : department.name}>
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
          <Switch
            label={t.admin.isFinance}
            description={t.admin.isFinanceHint}
            checked={isFinance}
            onChange={(event) => setFinance(event.currentTarget.checked)}
          />
          <Button type="submit" loading={isRunning}>
            {t.common.save}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
