import { Button, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useLanguage } from "../text/language.tsx";
import { useCommand } from "../wire/use-command.ts";
import { Block } from "./block.tsx";

/** Before an order is known nothing can be given back: this is how it gets known. */
export function AttachOrder({ ticketId, email: known }: { ticketId: string; email: string | null }) {
  const { t } = useLanguage();
  const { run, isRunning } = useCommand();
  const [orderNumber, setOrderNumber] = useState("");
  const [email, setEmail] = useState(known ?? "");

  function submit(event: FormEvent) {
    event.preventDefault();
    void run(
      "order.attach",
      { ticketId, orderNumber: orderNumber.trim(), email: email.trim() || null },
      ticketId,
    );
  }
  return (
    <Block title={t.case.attachOrder}>
      <Text size="sm" c="dimmed" mb={8}>
        {t.remedy.impossible.noOrder}. {t.case.attachHint}
      </Text>
      <form onSubmit={submit}>
        <Stack gap={8}>
          <TextInput
            size="xs"
            label={t.case.orderNumber}
            required
            withAsterisk={false}
            maxLength={200}
            value={orderNumber}
            onChange={(event) => setOrderNumber(event.currentTarget.value)}
          />
          <TextInput
            size="xs"
            type="email"
            label={t.case.email}
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button size="xs" type="submit" variant="light" loading={isRunning}>
            {t.case.attach}
          </Button>
        </Stack>
      </form>
    </Block>
  );
}
