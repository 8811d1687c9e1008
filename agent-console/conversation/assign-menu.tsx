import { Menu, UnstyledButton } from "@mantine/core";
import type { StaffTicketView } from "../../backend/contract/views.ts";
import { KeyHint } from "../keys/key-caps.tsx";
import { IconDown } from "../shell/icons.tsx";
import { useLanguage } from "../text/language.tsx";
import { useMe } from "../wire/session.tsx";
import { useAsk } from "../wire/use-ask.ts";
import classes from "./conversation.module.css";

interface Props {
  view: StaffTicketView;
  onAssign(personId: string | null): void;
  isOpen: boolean;
  onOpen(isOpen: boolean): void;
}

export function AssignMenu({ view, onAssign, isOpen, onOpen }: Props) {
  const { t } = useLanguage();
  const me = useMe();
  const directory = useAsk("staff.directory", {}).data;
  const { assignee } = view;
  const isMine = assignee?.id === me.personId;
  const others = (directory?.people ?? []).filter(
    ({ id, role }) => id !== me.personId && id !== assignee?.id && role !== "department",
  );
  const label =
    assignee === null ? t.conversation.noOwner : t.conversation.owner(isMine ? t.common.you : assignee.name);
  return (
    <>
      <Menu opened={isOpen} onChange={onOpen} position="bottom-start" width={240}>
        <Menu.Target>
          <UnstyledButton className={classes.owner}>
            {label} <IconDown size={14} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: "auto" }}>
          {!isMine && (
            <Menu.Item rightSection={<KeyHint keys="a" />} onClick={() => onAssign(me.personId)}>
              {assignee === null ? t.conversation.assignToMe : t.conversation.takeOver(assignee.name)}
            </Menu.Item>
          )}
          {assignee !== null && (
            <Menu.Item onClick={() => onAssign(null)}>{t.conversation.assignToNobody}</Menu.Item>
          )}
          {others.length > 0 && <Menu.Divider />}
          {others.map(({ id, name }) => (
            <Menu.Item key={id} onClick={() => onAssign(id)}>
              {t.conversation.assignTo(name)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {!isMine && (
        <UnstyledButton className={classes.take} onClick={() => onAssign(me.personId)}>
          {assignee === null ? t.conversation.assignToMe : t.conversation.takeOver(assignee.name)}{" "}
          <KeyHint keys="a" />
        </UnstyledButton>
      )}
    </>
  );
}
