import { Button, Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./blank.module.css";

interface Props {
  title: string;
  hint?: string;
  icon?: ReactNode;
  action?: { label: string; run(): void };
  isAlarm?: boolean;
}

/** A place with nothing in it says what to do. */
export function Blank({ title, hint, icon, action, isAlarm = false }: Props) {
  return (
    <div className={classes.blank} role={isAlarm ? "alert" : undefined}>
      {icon !== undefined && <span className={classes.icon}>{icon}</span>}
      <Text fw={600} size="sm">
        {title}
      </Text>
      {hint !== undefined && (
        <Text size="sm" c="dimmed" maw={360}>
          {hint}
        </Text>
      )}
      {action !== undefined && (
        <Button mt="sm" size="xs" variant="default" onClick={action.run}>
          {action.label}
        </Button>
      )}
    </div>
  );
}
