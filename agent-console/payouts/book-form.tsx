import { Button, Modal, SegmentedControl, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Payout } from "../../backend/contract/queries/console.ts";
import { linesText } from "../conversation/line-text.ts";
import { useLanguage } from "../text/language.tsx";
import { told, useCommand } from "../wire/use-command.ts";

/** Books a payout as carried out, or as not possible. */
export function BookForm({ payout, onClose }: { payout: Payout; onClose(): void }) {
  const { t, exactMoney } = useLanguage();
  const { run, isRunning } = useCommand();
  const [state, setState] = useState<"settled" | "failed">(payout.isPaidOtherwise ? "failed" : "settled");
  const [reference, setReference] = useState("");
  const [hint, setHint] = useState(payout.paymentHint);
  const [because, setBecause] = useState("");
  const isRefund = payout.remedy === "refund";
  const isReady = state === "settled" ? reference.trim() !== "" : because.trim() !== "";
  const what = isRefund ? exactMoney(payout.amountMinor, payout.currency) : linesText(payout.lines);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    const outcome =
      state === "settled"
        ? { state, reference: reference.trim(), hint: hint.trim() }
        : { state, because: because.trim() };
    const answered = await run("payout.book", { remedyId: payout.remedyId, outcome }, payout.ticketId);
    if (!answered.ok) return;
    told(t.payouts.booked);
    onClose();
  }
  return (
    <Modal opened onClose={onClose} title={`${what} · ${payout.payee}`}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {payout.orderNumber} · {isRefund ? payout.paymentHint : payout.address}
          </Text>
          <SegmentedControl
            fullWidth
            value={state}
            onChange={(value) => setState(value as "settled" | "failed")}
            data={[
              { value: "settled", label: isRefund ? t.payouts.done : t.payouts.doneReship },
              { value: "failed", label: t.payouts.impossible },
            ]}
          />
          {state === "settled" ? (
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
          ) : (
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
            {state === "failed" ? t.payouts.bookFailed : isRefund ? t.payouts.bookDone : t.payouts.bookSent}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
