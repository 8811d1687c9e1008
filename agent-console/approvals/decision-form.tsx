import { Alert, Button, Text, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { ApprovalCard } from "../../backend/contract/queries/console.ts";
import { isLead } from "../shell/places.ts";
import { useLanguage } from "../text/language.tsx";
import { amountText, minorDigits, parseAmount } from "../text/money-text.ts";
import { useMe } from "../wire/session.tsx";
import { told, useCommand } from "../wire/use-command.ts";
import classes from "./approvals.module.css";
import { askedText } from "./asked-text.ts";

/** Yes, yes to another amount, or no with a reason. The yes names exactly what is on the card. */
export function DecisionForm({ card, what }: { card: ApprovalCard; what: string }) {
  const language = useLanguage();
  const { t, sign } = language;
  const { remedy, hash } = card;
  const { run, isRunning } = useCommand();
  const me = useMe();
  const isLast = (remedy.request?.steps ?? []).filter((step) => step.answered === null).length <= 1;
  const [mode, setMode] = useState<"choose" | "other" | "decline">("choose");
  const [typed, setTyped] = useState(amountText(remedy.amountMinor, remedy.currency));
  const [because, setBecause] = useState("");
  const amount = parseAmount(typed, remedy.currency);

  async function approve(otherAmountMinor: number | null) {
    const answered = await run(
      "remedy.approve",
      { remedyId: remedy.id, hash, otherAmountMinor },
      card.ticketId,
    );
    if (answered.ok) told(isLast ? t.approvals.approved : t.approvals.passedOn);
  }
  async function decline(event: FormEvent) {
    event.preventDefault();
    if (because.trim() === "") return;
    const answered = await run(
      "remedy.decline",
      { remedyId: remedy.id, because: because.trim() },
      card.ticketId,
    );
    if (answered.ok) told(t.approvals.declined);
  }

  if (card.isOwn) {
    return (
      <Alert color="gray" p="sm">
        {t.approvals.own}
      </Alert>
    );
  }
  if (mode === "decline") {
    return (
      <form onSubmit={decline} className={classes.form}>
        <Textarea
          data-autofocus
          autoFocus
          autosize
          minRows={2}
          maxLength={1000}
          label={t.approvals.declineBecause}
          value={because}
          onChange={(event) => setBecause(event.currentTarget.value)}
        />
        <div className={classes.buttons}>
          <Button type="submit" color="red.9" loading={isRunning} disabled={because.trim() === ""}>
            {t.approvals.decline}
          </Button>
          <Button variant="default" onClick={() => setMode("choose")}>
            {t.common.back}
          </Button>
        </div>
      </form>
    );
  }
  if (mode === "other") {
    const error =
      amount.kind === "not_an_amount"
        ? t.common.amount.notAnAmount
        : amount.kind === "too_many_decimals"
          ? t.common.amount.tooManyDecimals(minorDigits(remedy.currency))
          : undefined;
    const isReady = amount.kind === "amount" && amount.amountMinor > 0;
    return (
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void approve(amount.amountMinor);
        }}
      >
        <TextInput
          autoFocus
          label={t.approvals.other}
          inputMode="decimal"
          leftSection={<span>{sign(remedy.currency)}</span>}
          leftSectionWidth={Math.max(34, sign(remedy.currency).length * 10 + 14)}
          value={typed}
          error={error}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div className={classes.buttons}>
          <Button type="submit" loading={isRunning} disabled={!isReady}>
            {isReady
              ? t.approvals.approve(askedText({ ...remedy, amountMinor: amount.amountMinor }, language))
              : t.approvals.approveOther}
          </Button>
          <Button variant="default" onClick={() => setMode("choose")}>
            {t.common.back}
          </Button>
        </div>
      </form>
    );
  }
  if (!card.isMyTurn) {
    return (
      <Alert color="gray" p="sm">
        {t.approvals.notYourTurn}
        {isLead(me) && (
          <Button
            size="compact-sm"
            variant="default"
            mt="xs"
            display="block"
            onClick={() => setMode("decline")}
          >
            {t.approvals.decline}
          </Button>
        )}
      </Alert>
    );
  }
  return (
    <div className={classes.buttons}>
      {card.insteadOf !== null && (
        <Text size="sm" w="100%">
          {t.approvals.insteadOf(card.insteadOf)}
        </Text>
      )}
      <Button
        loading={isRunning}
        classNames={{ root: classes.yes, label: classes.yesLabel }}
        onClick={() => void approve(null)}
      >
        {t.approvals.approve(what)}
      </Button>
      {(remedy.remedy === "refund" || remedy.remedy === "store_credit") && (
        <Button variant="default" onClick={() => setMode("other")}>
          {t.approvals.other}
        </Button>
      )}
      <Button variant="default" onClick={() => setMode("decline")}>
        {t.approvals.decline}
      </Button>
    </div>
  );
}
