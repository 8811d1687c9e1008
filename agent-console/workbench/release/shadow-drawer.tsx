import { Drawer } from "@mantine/core";
import { Blank } from "../../shell/blank.tsx";
import { NotLoaded, Waiting } from "../../shell/page.tsx";
import { linkTo } from "../../shell/routes.ts";
import { useLanguage } from "../../text/language.tsx";
import { useAsk } from "../../wire/use-ask.ts";
import classes from "./release.module.css";

interface Props {
  storefrontId: string;
  version: number;
  onClose(): void;
}

/** Every decision that the shadow would have taken otherwise, with the ticket it was taken in. */
export function ShadowDrawer({ storefrontId, version, onClose }: Props) {
  const { t } = useLanguage();
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      classNames={{ title: classes.dialogTitle }}
      title={t.workbench.release.shadowTitle(version)}
      closeButtonProps={{ "aria-label": t.common.close }}
    >
      <ShadowCases storefrontId={storefrontId} version={version} />
    </Drawer>
  );
}

function ShadowCases({ storefrontId, version }: Omit<Props, "onClose">) {
  const { t, money, moment } = useLanguage();
  const say = t.workbench.release;
  const { answers } = t.workbench.replay;
  const asked = useAsk("policy.shadow", { storefrontId, version });
  if (asked.isPending) return <Waiting rows={3} />;
  if (asked.data === undefined) return <NotLoaded onRetry={() => void asked.refetch()} />;
  const { decisions, differences, looser, tighter, cases } = asked.data;
  if (differences === 0) return <Blank title={say.noDifferences(decisions)} hint={say.noDifferencesHint} />;
  return (
    <>
      <p className={classes.shadowSum}>{say.shadowSum(differences, decisions, looser, tighter)}</p>
      <ul className={classes.cases}>
        {cases.map((each) => {
          const { decisionId, ticketId, ticketNumber, remedy, reason, amountMinor, currency } = each;
          const link = linkTo({ page: "desk", queue: "all_open", ticketId, pane: "conversation" });
          return (
            <li key={decisionId}>
              <a {...link}>
                #{ticketNumber} · {t.words.remedies[remedy]} {money(amountMinor, currency)}
              </a>
              <span>
                {each.personName} · {t.words.reasons[reason]} · {moment(each.at)}
              </span>
              <strong>
                {answers[each.live.answer]} → {answers[each.shadow.answer]}
              </strong>
            </li>
          );
        })}
      </ul>
    </>
  );
}
