import { Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { localInput } from "../case/due-times.ts";
import { useLanguage } from "../text/language.tsx";
import { useMe } from "../wire/session.tsx";
import { useAsk } from "../wire/use-ask.ts";
import { told, useCommand } from "../wire/use-command.ts";
import { isLead } from "./places.ts";

const week = 7 * 24 * 3_600_000;

/** Who answers approvals while one is away. A supervisor hands them to another supervisor. */
export function DelegateForm() {
  const { t, moment } = useLanguage();
  const say = t.common.account;
  const me = useMe();
  const { people = [] } = useAsk("staff.directory", {}).data ?? {};
  const { run, isRunning } = useCommand();
  const [openedAt] = useState(() => Date.now());
  const [delegateId, setDelegateId] = useState("");
  const [from, setFrom] = useState(localInput(openedAt));
  const [until, setUntil] = useState(localInput(openedAt + week));
  const mayChoose = people.filter(({ id, role }) => {
    const isLeadRole = role === "supervisor" || role === "admin";
    return id !== me.personId && role !== "department" && (isLeadRole || !isLead(me));
  });
  const [fromAt, untilAt] = [new Date(from).getTime(), new Date(until).getTime()];
  const isReady = delegateId !== "" && fromAt < untilAt;

  if (me.delegate !== null) {
    const { name, from: since, until: end } = me.delegate;
    const comeBack = async () => {
      const answered = await run("person.name-delegate", { absence: null });
      if (answered.ok) told(say.takenBack);
    };
    return (
      <Stack gap="sm">
        <Text size="sm">{say.handedOver(name, moment(since, openedAt), moment(end, openedAt))}</Text>
        <Button loading={isRunning} onClick={() => void comeBack()}>
          {say.awayEnd}
        </Button>
      </Stack>
    );
  }
  async function handOver(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    const answered = await run("person.name-delegate", {
      absence: { delegateId, from: fromAt, until: untilAt },
    });
    if (answered.ok) told(say.handed);
  }
  return (
    <form onSubmit={(event) => void handOver(event)}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {say.awayHint}
        </Text>
        <NativeSelect
          data-autofocus
          label={say.delegate}
          value={delegateId}
          onChange={(event) => setDelegateId(event.currentTarget.value)}
          data={[
            { value: "", label: say.nobodyYet },
            ...mayChoose.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput
            type="datetime-local"
            label={say.awayFrom}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={say.awayUntil}
            min={from}
            value={until}
            error={fromAt < untilAt ? undefined : say.awayOrder}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </Group>
        <Button type="submit" loading={isRunning} disabled={!isReady}>
          {say.awaySave}
        </Button>
      </Stack>
    </form>
  );
}
