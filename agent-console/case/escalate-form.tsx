import { Button, Chip, Group, Modal, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { KeyHint } from "../keys/key-caps.tsx";
import { useLanguage } from "../text/language.tsx";
import { useAsk } from "../wire/use-ask.ts";
import { useCommand } from "../wire/use-command.ts";
import { type DueChoice, dueChoices, dueTime, localInput } from "./due-times.ts";

interface Props {
  ticketId: string;
  isOpen: boolean;
  onClose(): void;
}

/** Invites a department into the ticket, with a question and a time by which it is needed. */
export function EscalateForm({ ticketId, isOpen, onClose }: Props) {
  const { t } = useLanguage();
  return (
    <Modal opened={isOpen} onClose={onClose} title={t.conversation.escalate}>
      <Form ticketId={ticketId} onDone={onClose} />
    </Modal>
  );
}

function Form({ ticketId, onDone }: { ticketId: string; onDone(): void }) {
  const { t, moment } = useLanguage();
  const directory = useAsk("staff.directory", {});
  const departments = directory.data?.departments ?? [];
  const { run, isRunning } = useCommand();
  const [departmentId, setDepartmentId] = useState<string | null>(null);
  const [question, setQuestion] = useState("");
  const [opened] = useState(() => Date.now());
  const choices = dueChoices(opened);
  const [choice, setChoice] = useState<DueChoice>("dueInTwoHours");
  const [other, setOther] = useState(() => localInput(opened + 24 * 3_600_000));
  const dueAt = choice === "dueOther" ? new Date(other).getTime() : dueTime(choice, opened);
  const chosen = departmentId ?? departments[0]?.id ?? null;
  const isReady = chosen !== null && question.trim() !== "" && Number.isFinite(dueAt);

  async function submit(event: FormEvent | KeyboardEvent) {
    event.preventDefault();
    if (!isReady || isRunning) return;
    const input = { ticketId, departmentId: chosen, question: question.trim(), dueAt };
    const answered = await run("escalation.open", input, ticketId);
    if (answered.ok) onDone();
  }
  if (directory.isSuccess && departments.length === 0) {
    return <Text c="dimmed">{t.case.noDepartments}</Text>;
  }
  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void submit(event);
      }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t.case.questionHint}
        </Text>
        <Select
          label={t.case.department}
          data={departments.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen}
          onChange={setDepartmentId}
        />
        <Textarea
          data-autofocus
          label={t.case.question}
          autosize
          minRows={3}
          maxLength={1000}
          value={question}
          onChange={(event) => setQuestion(event.currentTarget.value)}
        />
        <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
          <Text component="legend" size="sm" fw={600} mb={4}>
            {t.case.dueAt}
          </Text>
          <Chip.Group value={choice} onChange={(value) => setChoice(value as DueChoice)}>
            <Group gap={6}>
              {choices.map((value) => (
                <Chip key={value} value={value} size="xs">
                  {t.case[value]}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </fieldset>
        {choice === "dueOther" ? (
          <TextInput
            type="datetime-local"
            aria-label={t.case.dueAt}
            min={localInput(opened)}
            value={other}
            onChange={(event) => setOther(event.currentTarget.value)}
          />
        ) : (
          <Text size="sm" c="dimmed">
            {moment(dueAt, opened)}
          </Text>
        )}
        <Button
          type="submit"
          loading={isRunning}
          disabled={!isReady}
          rightSection={<KeyHint keys="mod+Enter" />}
        >
          {t.case.invite}
        </Button>
      </Stack>
    </form>
  );
}
