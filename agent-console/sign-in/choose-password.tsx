import { Alert, Button, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { FirstLoad, Unreachable } from "../shell/first-load.tsx";
import { go, type Route } from "../shell/routes.ts";
import { useLanguage } from "../text/language.tsx";
import type { LinkOwner } from "../wire/http.ts";
import { useSession } from "../wire/session.tsx";
import { DoorFrame } from "./door-frame.tsx";
import { useDoor } from "./use-door.ts";

const start: Route = { page: "desk", queue: "mine", ticketId: null, pane: "conversation" };
const leastLength = 10;

/** By a one-time link: an invited person's first password, a new one, or the first admin. */
export function ChoosePassword({ token }: { token: string | null }) {
  const { t } = useLanguage();
  const { doors } = useSession();
  const link = useQuery({
    queryKey: ["link", token],
    enabled: token !== null,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => doors.readLink(token ?? ""),
  });
  if (token !== null && link.isPending) return <FirstLoad />;
  if (link.isError) return <Unreachable onRetry={() => void link.refetch()} />;
  if (token === null || link.data?.ok !== true) {
    return (
      <DoorFrame>
        <Stack gap="sm">
          <Title order={1} size="xl">
            {t.signIn.linkOver}
          </Title>
          <Text c="dimmed">{t.signIn.linkOverHint}</Text>
          <Button variant="default" onClick={() => go(start, { replaces: true })}>
            {t.signIn.toSignIn}
          </Button>
        </Stack>
      </DoorFrame>
    );
  }
  return <PasswordForm token={token} owner={link.data.answer} />;
}

function PasswordForm({ token, owner }: { token: string; owner: LinkOwner }) {
  const { t } = useLanguage();
  const { doors, signedIn } = useSession();
  const { pass, problem, isBusy } = useDoor();
  const [email, setEmail] = useState(owner.email);
  const [name, setName] = useState(owner.name);
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [isChecked, setChecked] = useState(false);
  const isTooShort = isChecked && password.length < leastLength;
  const isOther = isChecked && !isTooShort && password !== again;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (password.length < leastLength || password !== again) return;
    const me = await pass(() =>
      doors.takeLink(token, owner.isFirstAdmin ? { password, email, name } : { password }),
    );
    if (me === null) return;
    signedIn(me);
    go(start, { replaces: true });
  }

  return (
    <DoorFrame>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Title order={1} size="xl">
            {owner.isFirstAdmin ? t.signIn.firstTitle : t.signIn.welcome(owner.name)}
          </Title>
          <Text c="dimmed" size="sm">
            {owner.isFirstAdmin ? t.signIn.first : t.signIn.choose}
          </Text>
          {owner.isFirstAdmin && (
            <TextInput
              label={t.signIn.name}
              description={t.signIn.nameHint}
              autoComplete="name"
              required
              withAsterisk={false}
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          <TextInput
            label={t.signIn.email}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            readOnly={!owner.isFirstAdmin}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t.signIn.newPassword}
            description={t.signIn.atLeast}
            autoComplete="new-password"
            required
            withAsterisk={false}
            maxLength={200}
            value={password}
            error={isTooShort ? t.signIn.atLeast : undefined}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <PasswordInput
            label={t.signIn.again}
            autoComplete="new-password"
            required
            withAsterisk={false}
            maxLength={200}
            value={again}
            error={isOther ? t.signIn.notTheSame : undefined}
            onChange={(event) => setAgain(event.currentTarget.value)}
          />
          {problem !== null && (
            <Alert color="red" role="alert" p="xs">
              {problem}
            </Alert>
          )}
          <Button type="submit" loading={isBusy} fullWidth>
            {t.signIn.finish}
          </Button>
        </Stack>
      </form>
    </DoorFrame>
  );
}
