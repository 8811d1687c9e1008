import { Button } from "@mantine/core";
import type { RemedyView } from "../../backend/contract/views.ts";
import { whatText } from "../conversation/line-text.ts";
import { isDepartment, isLead } from "../shell/places.ts";
import { go } from "../shell/routes.ts";
import { useNow } from "../shell/use-now.ts";
import { useLanguage } from "../text/language.tsx";
import { paymentText } from "../text/payment-text.ts";
import { useMe } from "../wire/session.tsx";
import { useCommand } from "../wire/use-command.ts";
import classes from "./remedy.module.css";

const tones: Partial<Record<RemedyView["state"], "good" | "waiting" | "alarm">> = {
  awaiting_approval: "waiting",
  granted: "waiting",
  paying: "waiting",
  settled: "good",
  failed: "alarm",
};

/** What was promised or asked for in this ticket, each with the state that is true in the database. */
export function GivenRemedies({ ticketId, remedies }: { ticketId: string; remedies: RemedyView[] }) {
  if (remedies.length === 0) return null;
  return (
    <ul className={classes.given}>
      {remedies.toReversed().map((remedy) => (
        <GivenRemedy key={remedy.id} ticketId={ticketId} remedy={remedy} />
      ))}
    </ul>
  );
}

function GivenRemedy({ ticketId, remedy }: { ticketId: string; remedy: RemedyView }) {
  const language = useLanguage();
  const { t, moment } = language;
  const me = useMe();
  const now = useNow();
  const { run, isRunning } = useCommand();
  const { state, request } = remedy;
  const isOwn = remedy.by.id === me.personId;
  return (
    <li className={classes.way} data-tone={tones[state]} data-remedy-state={state}>
      <div className={classes.givenHead}>
        <strong>{whatText(remedy, language)}</strong>
        <span>{t.words.states[state]}</span>
      </div>
      <span className={classes.quiet}>{detailOf()}</span>
      {state === "failed" && !isDepartment(me) && (
        <>
          <span className={classes.quiet}>{t.remedy.state.failedWho}</span>
          <Button
            size="compact-sm"
            variant="default"
            loading={isRunning}
            onClick={() => void run("remedy.retry", { remedyId: remedy.id }, ticketId)}
          >
            {t.remedy.retry}
          </Button>
        </>
      )}
      {state === "awaiting_approval" && isOwn && (
        <Button
          size="compact-sm"
          variant="default"
          loading={isRunning}
          onClick={() => void run("remedy.withdraw", { remedyId: remedy.id }, ticketId)}
        >
          {t.remedy.withdraw}
        </Button>
      )}
      {state === "awaiting_approval" && !isOwn && isLead(me) && (
        <Button size="compact-sm" variant="default" onClick={() => go({ page: "approvals" })}>
          {t.remedy.decide}
        </Button>
      )}
    </li>
  );

  function detailOf(): string {
    const say = t.remedy.state;
    const since = t.remedy.since(moment(remedy.since, now));
    const { hint = "", reference = "" } = remedy.settlement ?? {};
    const approved = remedy.decidedBy !== null ? say.approvedBy(remedy.decidedBy) : null;
    const parts: (string | null)[] = (() => {
      switch (state) {
        case "awaiting_approval":
          return [
            say.awaiting(remedy.by.name),
            since,
            request === null ? null : say.until(moment(request.expiresAt, now)),
          ];
        case "granted":
          return [say.granted, approved, since];
        case "paying":
          return [
            remedy.progress === null ? null : t.conversation.lines.stages[remedy.progress.stage],
            say.paying,
            approved,
            since,
          ];
        case "settled":
          return [
            hint === "" ? null : paymentText(hint, t),
            // A parcel's number is both.
            reference === "" || reference === hint ? null : say.reference(reference),
            approved,
            moment(remedy.since, now),
          ];
        case "failed":
          return [say.failed(remedy.failure?.message ?? ""), since];
        case "declined":
          return [say.declined(remedy.decidedBy ?? t.remedy.aSupervisor, remedy.declinedBecause ?? "")];
        case "expired":
          return [say.expired, since];
        case "withdrawn":
          return [say.withdrawn, since];
        case "recalled":
          return [say.recalled, since];
      }
    })();
    return parts.filter((part) => part !== null && part !== "").join(" · ");
  }
}
