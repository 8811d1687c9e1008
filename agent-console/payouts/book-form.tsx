import { Button, Modal, SegmentedControl, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Payout } from "../../backend/contract/queries/console.ts";
import { type Stage, stages } from "../../backend/contract/remedy-terms.ts";
import { whatText } from "../conversation/line-text.ts";
import { useLanguage } from "../text/language.tsx";
import { paymentText } from "../text/payment-text.ts";
import { told, useCommand } from "../wire/use-command.ts";

type Outcome = "settled" | "failed" | Stage;

/** The steps of a return that finance has not booked yet. */
function stepsLeft({ remedy, progress }: Payout): Stage[] {
  if (remedy !== "return_refund") return [];
  return stages.slice(progress === null ? 0 : stages.indexOf(progress.stage) + 1);
}

/** Books a payout as carried out, or as not possible. */
export function BookForm({ payout, onClose }: { payout: Payout; onClose(): void }) {
  const language = useLanguage();
  const { t, exactMoney } = language;
  const { run, isRunning } = useCommand();
  const steps = stepsLeft(payout);
  const [state, setState] = useState<Outcome>(payout.isPaidOtherwise ? "failed" : (steps[0] ?? "settled"));
  const [reference, setReference] = useState("");
  const [hint, setHint] = useState(steps.length > 0 ? "" : payout.paymentHint);
  const [because, setBecause] = useState("");
  const isRefund = payout.remedy === "refund";
  const isStep = state !== "settled" && state !== "failed";
  const isReady = isStep || (state === "settled" ? reference.trim() !== "" : because.trim() !== "");
  const what = isRefund ? exactMoney(payout.amountMinor, payout.currency) : whatText(payout, language);
  const isMoney = isRefund || payout.remedy === "return_refund";
  const doneText = isMoney
    ? t.payouts.done
    : payout.remedy === "reship"
      ? t.payouts.doneReship
      : t.payouts.doneOther;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    const outcome = outcomeOf();
    const answered = await run("payout.book", { remedyId: payout.remedyId, outcome }, payout.ticketId);
    if (!answered.ok) return;
    told(t.payouts.booked);
    onClose();
  }
  function bookText(): string {
    if (isStep) return t.payouts.bookStep;
    if (state === "failed") return t.payouts.bookFailed;
    if (isMoney) return t.payouts.bookDone;
    return payout.remedy === "reship" ? t.payouts.bookSent : t.payouts.bookOther;
  }
  function outcomeOf() {
    if (state === "settled") return { state, reference: reference.trim(), hint: hint.trim() };
    if (state === "failed") return { state, because: because.trim() };
    return { state: "progressed" as const, stage: state, hint: hint.trim() };
  }
  return (
    <Modal opened onClose={onClose} title={what}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {[
              payout.payee,
              payout.orderNumber,
              payout.address === "" ? paymentText(payout.paymentHint, t) : payout.address,
            ].join(" · ")}
          </Text>
          <SegmentedControl
            fullWidth
            value={state}
            onChange={(value) => setState(value as Outcome)}
            data={[
              ...steps.map((step) => ({ value: step, label: t.payouts.steps[step] })),
              { value: "settled", label: doneText },
              { value: "failed", label: t.payouts.impossible },
            ]}
          />
          {isStep && (
            <TextInput
              data-autofocus
              label={t.payouts.hintField}
              description={t.payouts.stepHint}
              maxLength={200}
              value={hint}
              onChange={(event) => setHint(event.currentTarget.value)}
            />
          )}
          {state === "settled" && (
            <>
              <TextInput
                data-autofocus
                label={t.payouts.reference}
                description={t.payouts.referenceHint}
                required
                withAsterisk={false}
                maxLength={1000}
                value={reference}
                onChange={(event) => setReference(event.currentTarget.value)}
              />
              <TextInput
                label={t.payouts.hintField}
                description={t.payouts.hintHint}
                maxLength={200}
                value={hint}
                onChange={(event) => setHint(event.currentTarget.value)}
              />
            </>
          )}
          {state === "failed" && (
            <Textarea
              label={t.payouts.because}
              description={t.payouts.becauseHint}
              required
              withAsterisk={false}
              autosize
              minRows={2}
              maxLength={1000}
              value={because}
              onChange={(event) => setBecause(event.currentTarget.value)}
            />
          )}
          <Button type="submit" loading={isRunning} disabled={!isReady}>
            {bookText()}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
