import { Button } from "@mantine/core";
import type { HeadroomLimit } from "../../backend/contract/policy.ts";
import type { CaseOrder } from "../../backend/contract/queries/console.ts";
import type { RemedyKind } from "../../backend/contract/vocabulary.ts";
import { useLanguage } from "../text/language.tsx";
import { amountText } from "../text/money-text.ts";
import { leftFigure, limitFigure } from "./limit-figure.ts";
import type { Impossible, PanelState } from "./panel-state.ts";
import classes from "./remedy.module.css";
import { worthText } from "./worth-text.ts";

interface Props {
  state: PanelState;
  order: CaseOrder;
  remedy: RemedyKind;
  approvers: string[];
  name: string;
  onAskPhoto(): void;
  onTake(typed: string): void;
  onRefundInstead(): void;
  /** Null while something is missing of what would be asked for. */
  onRecord: (() => void) | null;
  isRecording: boolean;
}

/** Which limit it is, by how much, and who can lift it; or why it cannot be, and what can. */
export function StandsInTheWay(props: Props) {
  const language = useLanguage();
  const { t, list, money } = language;
  const { state, order, remedy, approvers, name } = props;
  if (state.kind === "ask" && state.obstacle !== null) {
    const { obstacle } = state;
    return (
      <div className={classes.way} data-tone="waiting" role="status">
        <span>{sentenceOf(obstacle)}</span>
        {obstacle.dimension === "evidence" && (
          <Button size="compact-sm" variant="default" onClick={props.onAskPhoto}>
            {t.remedy.askForPhoto(name)}
          </Button>
        )}
        <span className={classes.quiet}>
          {approvers.length === 0 ? t.remedy.nobodyCanLift : t.remedy.canLift(list(approvers))}
        </span>
      </div>
    );
  }
  if (state.kind === "impossible") {
    const { impossible } = state;
    return (
      <div className={classes.way} data-tone="alarm" role="status">
        <strong>{t.remedy.impossible.title}</strong>
        <span>{reasonOf(impossible)}</span>
        {impossible.why === "over_refundable" && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => props.onTake(amountText(impossible.leftMinor, order.currency))}
          >
            {t.remedy.impossible.takeAll(money(impossible.leftMinor, order.currency))}
          </Button>
        )}
        {impossible.why === "refused" && props.onRecord !== null && (
          <Button size="compact-sm" variant="default" loading={props.isRecording} onClick={props.onRecord}>
            {t.remedy.impossible.putOnRecord}
          </Button>
        )}
        {(impossible.why === "out_of_stock" || impossible.why === "over_bought") &&
          order.refundableMinor > 0 && (
            <Button size="compact-sm" variant="default" onClick={props.onRefundInstead}>
              {t.remedy.impossible.refundInstead}
            </Button>
          )}
      </div>
    );
  }
  return null;

  function sentenceOf(limit: HeadroomLimit): string {
    const inMoney = worthText(remedy, order.currency, language);
    const figure = limitFigure(limit.dimension, limit.limitMinor ?? 0, inMoney);
    return t.remedy.stands[limit.dimension](figure, leftFigure(limit, inMoney));
  }
  function reasonOf(impossible: Impossible): string {
    const say = t.remedy.impossible;
    switch (impossible.why) {
      case "resolved":
        return say.resolved;
      case "refused":
        return say.refused(impossible.sentence);
      case "not_paid":
        return say.notPaid;
      case "nothing_left":
        return say.nothingLeft(money(impossible.paidMinor, order.currency));
      case "over_refundable":
        return say.overRefundable(money(impossible.leftMinor, order.currency));
      case "out_of_stock":
        return say.outOfStock(impossible.title, impossible.left);
      case "over_bought":
        return say.overBought(impossible.title);
      case "already_sent":
        return say.alreadySent;
      case "not_sent":
        return say.notSent;
      case "cancelled":
        return say.cancelled;
      case "no_customer":
        return say.noCustomer;
      case "over_worth":
        return say.overWorth(worthText(remedy, order.currency, language)(impossible.mostMinor));
    }
  }
}
