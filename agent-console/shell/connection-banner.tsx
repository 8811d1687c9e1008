import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useLanguage } from "../text/language.tsx";
import { useStore } from "../wire/store.ts";
import { useWire } from "../wire/wire-context.tsx";
import classes from "./shell.module.css";

/** A line that is back within this time is not worth a word. */
const patienceMs = 1200;

/** Says when what is on the screen may be old, and what becomes of what is written meanwhile. */
export function ConnectionBanner() {
  const { t } = useLanguage();
  const wire = useWire();
  const connection = useStore(wire.connection);
  const waiting = useStore(wire.pendings).filter(({ stage }) => stage === "waiting").length;
  const [isLate, setLate] = useState(false);
  const isAway = connection === "reconnecting" || connection === "connecting";
  useEffect(() => {
    if (!isAway) return setLate(false);
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, [isAway]);

  if (connection === "online" || (isAway && !isLate)) return null;
  const { connecting, reconnecting, offline, oldClient, reload } = t.common.connection;
  if (connection === "old_client") {
    return (
      <div className={classes.banner} role="alert">
        {oldClient}
        <Button size="compact-xs" variant="default" onClick={() => location.reload()}>
          {reload}
        </Button>
      </div>
    );
  }
  const words = { connecting, reconnecting, offline }[connection];
  return (
    <div className={classes.banner} role="status">
      {words}
      {waiting > 0 && <strong>{t.common.connection.waiting(waiting)}</strong>}
    </div>
  );
}
