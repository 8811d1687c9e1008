import { Alert, Button, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useLanguage } from "../text/language.tsx";
import { useSession } from "../wire/session.tsx";
import { DoorFrame } from "./door-frame.tsx";
import { useDoor } from "./use-door.ts";

export function SignIn() {
  const { t } = useLanguage();
  const { doors, signedIn } = useSession();
  const { pass, problem, isBusy } = useDoor();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");

  async function submit(event: FormEvent) {
    event.preventDefault();
    const me = await pass(() => doors.signIn(email, password));
    if (me !== null) signedIn(me);
    else setPassword("");
  }

  return (
    <DoorFrame>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Title order={1} size="xl">
            {t.signIn.title}
          </Title>
          <TextInput
            label={t.signIn.email}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t.signIn.password}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {problem !== null && (
            <Alert color="red" role="alert" p="xs">
              {problem}
            </Alert>
          )}
          <Button type="submit" loading={isBusy} fullWidth>
            {t.signIn.submit}
          </Button>
          <Text size="xs" c="dimmed">
            {t.signIn.forgotten}
          </Text>
        </Stack>
      </form>
    </DoorFrame>
  );
}
