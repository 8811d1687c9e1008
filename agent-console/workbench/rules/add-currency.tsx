import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useLanguage } from "../../text/language.tsx";
import classes from "./rules.module.css";

/** Rules cover only the currencies they name; another one is named by its code. */
export function AddCurrency({ onAdd }: { onAdd(code: string): void }) {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const [code, setCode] = useState("");
  const isKnown = Intl.supportedValuesOf("currency").includes(code);
  if (!isOpen) {
    return (
      <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
        {t.workbench.rule.addCurrency}
      </Button>
    );
  }
  return (
    <form
      className={classes.addCurrency}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isKnown) return;
        onAdd(code);
        setCode("");
        setOpen(false);
      }}
    >
      <TextInput
        size="xs"
        w={84}
        data-autofocus
        autoFocus
        aria-label={t.workbench.rule.currencyCode}
        placeholder="EUR"
        maxLength={3}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
      />
      <Button size="xs" variant="default" type="submit" disabled={!isKnown}>
        {t.common.add}
      </Button>
    </form>
  );
}
